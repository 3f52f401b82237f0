import { useTranslation } from 'react-i18next'
import type { Home } from '../../contract/home.ts'
import { useRead } from '../queries.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import { Thing, Things } from '../ui/Things.tsx'
import { Answer, type RoleHome } from './Answer.tsx'
import { SetupSteps } from './SetupSteps.tsx'
import { stepsOf } from './setup-steps.ts'
import { useThings } from './things.ts'

type Figures = NonNullable<Home['administrator']>

/** Is anything broken or missing? A new installation is told what comes next. */
export function AdministratorHome({ first, home }: Pick<RoleHome<Figures>, 'first' | 'home'>) {
  const { t } = useTranslation()
  const things = useThings()
  const sites = useRead('site.list')
  const steps = stepsOf(home, sites.data?.items.length ?? 1)
  const next = steps.find(({ done }) => !done)
  const drafted = useDrafted(next?.step === 'mandate')
  if (next)
    return (
      <Answer
        first={first}
        sentence={t(drafted ? 'home.setup_sign' : `home.setup_${next.step}`)}
        lead={t('home.setup_lead')}
      >
        <SetupSteps steps={steps} drafted={drafted} />
      </Answer>
    )

  const broken = (['mailsFailing', 'fulfilmentsFailing', 'jobsFailing'] as const).filter(
    (one) => home[one] > 0,
  )
  const missing = home.clientsWithoutMandate.length + home.teamsWithoutCoach.length
  const count = broken.length + missing
  return (
    <Answer
      first={first}
      sentence={count > 0 ? things('administrator_things', count) : t('home.administrator_none')}
      lead={t('home.administrator_lead', {
        clients: t('home.clients', { count: home.clients }),
        teams: t('home.teams', { count: home.teams }),
        people: t('home.people', { count: home.people }),
      })}
    >
      <Things>
        {broken.map((one) => (
          <Thing key={one} title={t(`home.broken_${one}`, { count: home[one] })}>
            <p>{t(`home.broken_${one}_text`)}</p>
            {one === 'mailsFailing' && (
              <Row>
                <ActLink to="/outbox">{t('home.open_outbox')}</ActLink>
              </Row>
            )}
            {one === 'fulfilmentsFailing' && (
              <Row>
                <ActLink to="/clients">{t('home.open_clients')}</ActLink>
              </Row>
            )}
          </Thing>
        ))}
        {home.clientsWithoutMandate.map(({ id, name }) => (
          <Thing key={id} title={t('home.without_mandate', { client: name })}>
            <p>{t('home.without_mandate_text')}</p>
            <Row>
              <ActLink to="/mandates/new" search={{ client: id }}>
                {t('home.draft_mandate')}
              </ActLink>
            </Row>
          </Thing>
        ))}
        {home.teamsWithoutCoach.map(({ id, name }) => (
          <Thing key={id} title={t('home.without_coach', { team: name })}>
            <p>{t('home.without_coach_text')}</p>
            <Row>
              <ActLink to="/people">{t('home.open_people')}</ActLink>
            </Row>
          </Thing>
        ))}
        {home.mailsKept > 0 && (
          <Thing mark="✉" title={t('home.mails_kept', { count: home.mailsKept })}>
            <p>{t('home.mails_kept_text')}</p>
            <Row>
              <ActLink to="/outbox">{t('home.open_outbox')}</ActLink>
            </Row>
          </Thing>
        )}
        {count + home.mailsKept === 0 && (
          <Thing mark="✓" title={t('home.administrator_quiet_title')}>
            <p>{t('home.administrator_quiet')}</p>
          </Thing>
        )}
      </Things>
    </Answer>
  )
}

/** The first mandate once it is written: what it still needs is signatures, not another draft. */
function useDrafted(enabled: boolean): string | undefined {
  const mandates = useRead('mandate.list', {}, { enabled })
  return mandates.data?.items.find(({ state }) => state !== 'replaced')?.id
}
