import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useReadPages } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { Line, Lines } from '../ui/Lines.tsx'
import { Row } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import styles from './Guarantee.module.css'
import { useAttempt } from './said.ts'

/** Attempts that were refused: on my decisions, by me, or below me. */
export function Attempts() {
  const { t } = useTranslation()
  const said = useAttempt()
  const read = useReadPages('breach.list')
  return (
    <>
      <h2 className={styles.heading}>{t('guarantee.attempts')}</h2>
      {!read.items && <Loading of={read} />}
      {read.items?.length === 0 && <p className={styles.soft}>{t('guarantee.attempts_none')}</p>}
      {read.items && read.items.length > 0 && (
        <Lines label={t('guarantee.attempts')}>
          {read.items.map((breach) => (
            <Line
              key={breach.id}
              title={<Link to={`/guarantee/refused/${breach.id}`}>{said(breach)}</Link>}
              end={<When at={breach.at} />}
            >
              <p className={styles.soft}>
                {t(`guarantee.place_${breach.place}`)} {t(`guarantee.became_${breach.became}`)}
              </p>
            </Line>
          ))}
        </Lines>
      )}
      {read.hasMore && (
        <Row>
          <ActButton kind="quiet" busy={read.busy} onClick={read.more}>
            {t('guarantee.more')}
          </ActButton>
        </Row>
      )}
    </>
  )
}
