import { useTranslation } from 'react-i18next'
import type { RunOut } from '../../core/backtest/summary.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'
import { useFormat } from '../ui/format.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import type { Answer, Deeper, PastShape } from './answers.ts'
import styles from './Backtest.module.css'
import { useBacktestWords, useTeamNames } from './use-words.ts'

type BindingProps = {
  past: PastShape
  answer: Answer
  deeper: Deeper | null
  document: MandateDocument
  clientId: string
}

/** Which rules stop asks, whose budgets run out and when, and what silence would add. */
export function Binding({ past, answer, deeper, document }: BindingProps) {
  const { t } = useTranslation()
  const { rule, cost } = useBacktestWords()
  const { summary, rules } = answer.draft
  const stops = summary.stoodInTheWay
    .flatMap((asks, i) => (asks > 0 ? [{ asks, rule: rules[i]! }] : []))
    .sort((a, b) => b.asks - a.asks)
  const runOuts = summary.runOuts.filter(({ subjects }) => subjects > 0)
  return (
    <>
      <section className={styles.figure}>
        <h3 className={styles.heading}>{t('backtest.limits_title')}</h3>
        <p className={styles.note}>{t(stops.length > 0 ? 'backtest.limits_lead' : 'backtest.limits_none')}</p>
        <Lines label={t('backtest.limits_title')}>
          {stops.map((stop) => (
            <Line
              key={`${stop.rule.power} ${stop.rule.id}`}
              title={rule(stop.rule, document)}
              end={t('backtest.stops', { count: stop.asks })}
            />
          ))}
        </Lines>
      </section>
      <section className={styles.figure}>
        <h3 className={styles.heading}>{t('backtest.runout_title')}</h3>
        <p className={styles.note}>
          {t(runOuts.length > 0 ? 'backtest.runout_lead' : 'backtest.runout_none')}
        </p>
        <Lines label={t('backtest.runout_title')}>
          {runOuts.map((runOut) => (
            <Line key={runOut.rule} title={rule(rules[runOut.rule]!, document)}>
              <RanOut runOut={runOut} past={past} months={summary.months} />
            </Line>
          ))}
        </Lines>
      </section>
      <section className={styles.figure}>
        <h3 className={styles.heading}>{t('backtest.stretch_title')}</h3>
        <p className={styles.note}>
          {deeper === null
            ? t('backtest.working')
            : deeper.stretch.asks > 0
              ? t('backtest.stretch', {
                  count: deeper.stretch.asks,
                  cost: cost(deeper.stretch.cost, past.currencies),
                })
              : deeper.stretch.asks < 0
                ? t('backtest.stretch_less', { count: -deeper.stretch.asks })
                : t('backtest.stretch_none')}
        </p>
      </section>
    </>
  )
}

/** So many dates are told; of the rest only how many. */
const datesTold = 4

function RanOut({ runOut, past, months }: { runOut: RunOut; past: PastShape; months: string[] }) {
  const { t } = useTranslation()
  const { list } = useFormat()
  const { day, monthLong } = useBacktestWords()
  const teamName = useTeamNames()
  const { byMonth, subjects, teams } = runOut
  if (teams.length === 0) {
    const most = byMonth.indexOf(Math.max(...byMonth))
    return (
      <p>
        {t('backtest.runout_agents', {
          count: subjects,
          times: t('backtest.times', { count: byMonth.reduce((sum, times) => sum + times, 0) }),
          month: monthLong(months[most]!),
        })}
      </p>
    )
  }
  return [...new Set(teams.map(({ team }) => team))].map((team) => {
    const times = teams.filter((one) => one.team === team)
    const more = times.length - datesTold
    const values = {
      team: teamName(past.teamIds[team]!),
      dates: list(times.slice(0, datesTold).map(({ at }) => day(at))),
    }
    return (
      <p key={team}>
        {more > 0
          ? t('backtest.runout_team_more', { ...values, count: more })
          : t('backtest.runout_team', values)}
      </p>
    )
  })
}
