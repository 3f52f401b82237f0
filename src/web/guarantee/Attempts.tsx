import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useReadPages } from '../queries.ts'
import { When } from '../ui/Amount.tsx'
import { Line, Lines } from '../ui/Lines.tsx'
import { More } from '../ui/More.tsx'
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
      <More of={read}>{t('guarantee.more')}</More>
    </>
  )
}
