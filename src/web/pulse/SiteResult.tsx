import { useTranslation } from 'react-i18next'
import { pulseQuestions } from '../../core/pulse/round.ts'
import type { ResultOf } from '../api.ts'
import { useFormat } from '../ui/format.ts'
import { Soft } from '../ui/Page.tsx'
import styles from './Pulse.module.css'

type Result = ResultOf<'pulse.show'>['results'][number]
type Share = { agree: number; of: number; interval: readonly [number, number] | null }

/** One site's round: each question with how sure it is, and the customers' word beside it. */
export function SiteResult({ result }: { result: Result }) {
  const { t } = useTranslation()
  const { date, percent, number } = useFormat()
  const { customers } = result
  const sure = ({ interval }: Share) =>
    interval && t('pulse.range', { low: percent(interval[0]), high: percent(interval[1]) })
  const share = ({ agree, of }: Share) => t('pulse.share', { agree: number(agree), of: number(of) })
  return (
    <section className={styles.result}>
      <h3>
        {t('pulse.site_round', {
          site: result.siteName,
          from: date(result.round.opens),
          until: date(result.round.closes),
        })}
      </h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('pulse.question')}</th>
            <th scope="col">{t('pulse.agree')}</th>
            <th scope="col">{t('pulse.sure')}</th>
          </tr>
        </thead>
        <tbody>
          {pulseQuestions.map((question) => {
            const shown = result.questions[question]
            return (
              <tr key={question}>
                <th scope="row">{t(`pulse.q_${question}`)}</th>
                <td>{shown ? share(shown) : <Soft small>{t('pulse.too_few')}</Soft>}</td>
                <td>{shown && <Range {...shown} label={sure(shown)!} />}</td>
              </tr>
            )
          })}
          <tr className={styles.customers}>
            <th scope="row">{t('pulse.customers')}</th>
            {customers.interval ? (
              <>
                <td>{share({ agree: customers.count, of: customers.of, interval: null })}</td>
                <td>
                  <Range
                    agree={customers.count}
                    of={customers.of}
                    interval={customers.interval}
                    label={sure({ agree: 0, of: 0, interval: customers.interval })!}
                  />
                </td>
              </>
            ) : (
              <td colSpan={2}>
                <Soft small>{t('pulse.customers_none')}</Soft>
              </td>
            )}
          </tr>
        </tbody>
      </table>
    </section>
  )
}

/** Where the share may lie, drawn; the words beside it say the same. */
function Range({ agree, of, interval, label }: Share & { label: string }) {
  const [low, high] = interval ?? [0, 1]
  return (
    <span className={styles.range}>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" className={styles.bar}>
        <line x1="0" x2="100" y1="4" y2="4" className={styles.axis} />
        <line x1={low * 100} x2={high * 100} y1="4" y2="4" className={styles.interval} />
        <line x1={(agree / of) * 100} x2={(agree / of) * 100} y1="0" y2="8" className={styles.point} />
      </svg>
      <Soft small>{label}</Soft>
    </span>
  )
}
