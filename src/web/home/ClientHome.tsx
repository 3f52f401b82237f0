import { useTranslation } from 'react-i18next'
import type { Home } from '../../contract/home.ts'
import type { Money } from '../../contract/route.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { DecisionLines } from '../decisions/DecisionLines.tsx'
import { useDay } from '../mandates/day.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Row } from '../ui/Page.tsx'
import { Thing, Things } from '../ui/Things.tsx'
import { Answer, type RoleHome } from './Answer.tsx'
import styles from './Home.module.css'
import { rangeOf } from './range.ts'

type Figures = NonNullable<Home['client']>

/** Can I trust it? */
export function ClientHome({ first, home, days }: RoleHome<Figures>) {
  const { t } = useTranslation()
  const { money, list, number, isolate } = useFormat()
  const day = useDay()
  const { mandate, toSign } = home
  const made = home.totals.reduce((sum, { count }) => sum + count, 0)
  const range = rangeOf(home.confirmed)
  const sentence =
    toSign.length > 0
      ? t('home.client_to_sign', { count: toSign.length })
      : !mandate
        ? t('home.client_no_mandate', { client: home.clientName })
        : made > 0
          ? t('home.client_trust', { count: made, number: mandate.number })
          : t('home.client_trust_none', { number: mandate.number })

  return (
    <Answer
      first={first}
      sentence={sentence}
      lead={range ? t('home.client_confirmed', { ...range, days }) : t('home.confirmed_few')}
    >
      <Things>
        {toSign.map((one) => (
          <Thing key={one.id} title={t('home.client_sign_title', { number: one.number })}>
            <p>{t('home.client_sign', { teams: list(one.teams.map(({ name }) => isolate(name))) })}</p>
            <Row>
              <ActLink to={`/mandates/${one.id}`}>{t('home.client_read_sign')}</ActLink>
            </Row>
          </Thing>
        ))}
        {mandate && (
          <Thing title={t('home.client_in_force', { number: mandate.number })}>
            <p>
              {t('home.client_in_force_since', {
                date: day(mandate.from),
                teams: list(mandate.teams.map(({ name }) => isolate(name))),
              })}
            </p>
            <Row>
              <ActLink to={`/mandates/${mandate.id}`}>{t('home.client_read_mandate')}</ActLink>
            </Row>
          </Thing>
        )}
        {made > 0 && (
          <Thing title={t('home.client_decided_title', { count: made, days })}>
            <ul className={styles.totals}>
              {byPower(home.totals).map(({ power, count, amounts }) => (
                <li key={power}>
                  {t(amounts.length > 0 ? 'home.client_total' : 'home.client_total_free', {
                    power: t(`power.${power}`),
                    count,
                    amount: list(amounts.map(money)),
                  })}
                </li>
              ))}
            </ul>
            <Row>
              <ActLink to="/decisions">{t('home.client_all_decisions')}</ActLink>
            </Row>
          </Thing>
        )}
        <Thing title={t('home.client_ledger_title')}>
          <p>{t('home.client_ledger', { count: home.entries, entries: number(home.entries) })}</p>
          <Row>
            <ActLink to="/ledger">{t('home.client_verify')}</ActLink>
          </Row>
        </Thing>
      </Things>
      {home.decisions.length > 0 && (
        <section>
          <h2 className={styles.heading}>{t('home.client_latest')}</h2>
          <DecisionLines items={home.decisions.slice(0, 5)} label={t('home.client_latest')} />
        </section>
      )}
    </Answer>
  )
}

/** One line for each power, with its amounts in every currency; what cost nothing has none. */
function byPower(totals: Figures['totals']) {
  const powers = new Map<PowerKind, { power: PowerKind; count: number; amounts: Money[] }>()
  for (const { power, count, amount } of totals) {
    const kind = power as PowerKind
    const so = powers.get(kind) ?? { power: kind, count: 0, amounts: [] }
    powers.set(kind, {
      power: kind,
      count: so.count + count,
      amounts: amount.minor > 0 ? [...so.amounts, amount] : so.amounts,
    })
  }
  return [...powers.values()].sort((a, b) => b.count - a.count)
}
