import { useTranslation } from 'react-i18next'
import type { Practice } from '../../contract/scenario.ts'
import { useWhat } from '../decisions/what.ts'
import { useSession } from '../session.tsx'
import { useFormat } from '../ui/format.ts'
import { Eyebrow, Rule } from '../ui/Page.tsx'
import { Decided, Said, Words } from '../ui/Words.tsx'
import styles from './Training.module.css'

/** What the mandate allowed, what was decided then, what the customer said after. No score: what was within reach. */
export function Outcome({
  practice,
  outcome,
}: {
  practice: Practice
  outcome: NonNullable<Practice['outcome']>
}) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const { can } = useSession()
  const decides = can('decision.make')
  const what = useWhat()
  const { mine, upTo, decided, said, after, reach } = outcome
  const { scenario } = practice
  const spoken = said.filter((text) => text !== null)
  return (
    <>
      <Rule />
      <p className={styles.text} dir="auto">
        <strong>{t('training.within_reach')}</strong> {reach}
      </p>
      <section className={styles.part}>
        <Eyebrow as="h2">{t('training.you_decided')}</Eyebrow>
        {mine ? (
          <>
            <Decided what={what(mine)} />
            <p className={styles.text}>{t(`training.verdict_${mine.verdict}`)}</p>
          </>
        ) : (
          <p className={styles.text}>{t('training.verdict_nothing')}</p>
        )}
        {decides && (
          <p className={styles.soft}>{t(mine?.used ? 'training.counts' : 'training.counts_not')}</p>
        )}
        {upTo.minor !== null && (
          <p className={styles.soft}>
            {t('training.allowed', {
              power: t(`power.${scenario.power}`),
              amount: money({ minor: upTo.minor, currency: scenario.currency }),
            })}
          </p>
        )}
        {upTo.days !== null && (
          <p className={styles.soft}>
            {t('training.allowed', {
              power: t(`power.${scenario.power}`),
              amount: t('power.days', { count: upTo.days }),
            })}
          </p>
        )}
      </section>
      <section className={styles.part}>
        <Eyebrow as="h2">{t('training.back_then')}</Eyebrow>
        {decided ? (
          <Decided what={what(decided)} />
        ) : (
          <p className={styles.text}>{t('training.then_nothing')}</p>
        )}
        {spoken.map((text) => (
          <Said key={text} lang={scenario.language}>
            <span className={styles.pre}>{text}</span>
          </Said>
        ))}
      </section>
      {after && (
        <section className={styles.part}>
          <Eyebrow as="h2">{t('training.customer_after')}</Eyebrow>
          <Words lang={scenario.language}>
            <span className={styles.pre}>{after}</span>
          </Words>
        </section>
      )}
    </>
  )
}
