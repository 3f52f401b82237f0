import { useTranslation } from 'react-i18next'
import type { Refresher } from '../../contract/training.ts'
import { useTouchpoint } from '../desk/naming.ts'
import { useAct } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { Eyebrow, Row } from '../ui/Page.tsx'
import styles from './Training.module.css'

/** What is proposed for where I work, and why; trainers can end it. */
export function Refreshers({ refreshers, mayEnd }: { refreshers: readonly Refresher[]; mayEnd?: boolean }) {
  const { t } = useTranslation()
  const { list, isolate } = useFormat()
  const touchpoint = useTouchpoint()
  const end = useAct('refresher.end')
  if (refreshers.length === 0) return null
  return (
    <section className={styles.gap}>
      <Eyebrow as="h2">{t('training.refreshers')}</Eyebrow>
      <Lines label={t('training.refreshers')}>
        {refreshers.map((one) => (
          <Line key={one.id} title={<bdi>{one.title}</bdi>}>
            <p className={styles.text} dir="auto">
              {one.why}
            </p>
            <p className={styles.soft}>
              {list([
                isolate(one.clientName),
                ...(one.power ? [t(`power.${one.power}`)] : []),
                ...(one.touchpoint ? [touchpoint(one.touchpoint)] : []),
              ])}
            </p>
            <Row>
              <ActLink
                kind="quiet"
                to={
                  one.courseId ? `/training/courses/${one.courseId}` : `/training/scenarios/${one.scenarioId}`
                }
              >
                {one.courseId ? t('training.read_course') : t('training.practise')}
              </ActLink>
              {mayEnd && (
                <ActButton
                  kind="quiet"
                  busy={end.busy}
                  about={one.title}
                  onClick={() => end.run({ params: { refresherId: one.id } })}
                >
                  {t('training.end_refresher')}
                </ActButton>
              )}
            </Row>
          </Line>
        ))}
      </Lines>
    </section>
  )
}
