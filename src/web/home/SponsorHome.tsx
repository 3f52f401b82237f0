import { useTranslation } from 'react-i18next'
import type { Home } from '../../contract/home.ts'
import type { Money } from '../../contract/route.ts'
import { useFormat } from '../ui/format.ts'
import { Thing, Things } from '../ui/Things.tsx'
import { Answer, type RoleHome } from './Answer.tsx'
import { rangeOf } from './range.ts'
import { Sites } from './Sites.tsx'

type Figures = NonNullable<Home['sponsor']>

/** What does it cost? What it kept is said once it can be known. */
export function SponsorHome({ first, home, days }: RoleHome<Figures>) {
  const { t } = useTranslation()
  const { money, list, sentence } = useFormat()
  const decisions = home.clients.reduce((sum, client) => sum + client.decisions, 0)
  const costs = (totals: readonly Money[]) => list(sumByCurrency(totals).map(money))
  return (
    <Answer
      first={first}
      sentence={
        decisions > 0
          ? t('home.sponsor_cost', {
              count: decisions,
              costs: costs(home.clients.flatMap(({ totals }) => totals)),
            })
          : t('home.sponsor_none')
      }
      lead={`${t('home.sponsor_period', { days })} ${t('home.sponsor_honest')}`}
    >
      <Things>
        {home.clients.map((client) => {
          const small = rangeOf(client.small)
          const confirmed = rangeOf(client.confirmed)
          const happy = rangeOf(client.happy)
          return (
            <Thing key={client.id} title={client.name}>
              {client.decisions === 0 ? (
                <p>{t('home.sponsor_client_none')}</p>
              ) : (
                <p>
                  {t('home.sponsor_client', { count: client.decisions, costs: costs(client.totals) })}{' '}
                  {small ? t('home.sponsor_small', small) : t('home.sponsor_small_few')}
                </p>
              )}
              <p>
                {sentence(confirmed ? t('home.sponsor_confirmed', confirmed) : t('home.confirmed_few'))}{' '}
                {happy ? t('home.sponsor_happy', happy) : t('home.sponsor_happy_few')}
              </p>
            </Thing>
          )
        })}
        {home.lateSupport > 0 && (
          <Thing title={t('home.sponsor_late_title', { count: home.lateSupport })}>
            <p>{t('home.sponsor_late')}</p>
          </Thing>
        )}
      </Things>
      <Sites sites={home.sites} />
    </Answer>
  )
}

/** Amounts of different currencies never add up: one total for each. */
function sumByCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, number>()
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor)
  return [...sums].map(([currency, minor]) => ({ minor, currency }))
}
