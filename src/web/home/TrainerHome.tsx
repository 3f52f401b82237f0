import { useTranslation } from 'react-i18next'
import { useDay } from '../mandates/day.ts'
import { useRead } from '../queries.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Row } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import { Thing, Things } from '../ui/Things.tsx'
import { Answer } from './Answer.tsx'

/** What should people know? The mandates say what they may decide: whoever trains begins there. */
export function TrainerHome({ first }: { first: boolean }) {
  const { t } = useTranslation()
  const { list, isolate } = useFormat()
  const day = useDay()
  const mandates = useRead('mandate.list', { query: { limit: 100 } })
  if (!mandates.data) return <Loading of={mandates} />
  const inForce = mandates.data.items.filter(({ state }) => state === 'in_force')
  const coming = mandates.data.items.filter(({ state }) => /^(?:awaiting_|agreed)/.test(state))
  return (
    <Answer
      first={first}
      sentence={inForce.length > 0 ? t('home.trainer', { count: inForce.length }) : t('home.trainer_none')}
      lead={inForce.length > 0 ? t('home.trainer_lead') : t('home.trainer_lead_none')}
    >
      <Things>
        <Thing title={t('home.trainer_make')}>
          <p>{t('home.trainer_make_text')}</p>
          <Row>
            <ActLink to="/training/make">{t('home.trainer_make_do')}</ActLink>
          </Row>
        </Thing>
        {inForce.map((mandate) => (
          <Thing
            key={mandate.id}
            title={t('home.trainer_mandate', { client: mandate.clientName, number: mandate.number })}
          >
            <p>
              {t('home.trainer_mandate_text', {
                date: day(mandate.from),
                teams: list(mandate.teams.map(({ name }) => isolate(name))),
              })}
            </p>
            <Row>
              <ActLink to={`/mandates/${mandate.id}`}>{t('home.trainer_read')}</ActLink>
            </Row>
          </Thing>
        ))}
        {coming.map((mandate) => (
          <Thing
            key={mandate.id}
            title={t('home.trainer_coming', { client: mandate.clientName, number: mandate.number })}
          >
            <p>{t('home.trainer_coming_text')}</p>
            <Row>
              <ActLink kind="quiet" to={`/mandates/${mandate.id}`}>
                {t('home.trainer_read')}
              </ActLink>
            </Row>
          </Thing>
        ))}
      </Things>
    </Answer>
  )
}
