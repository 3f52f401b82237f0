import { useTranslation } from 'react-i18next'
import type { Home } from '../../contract/home.ts'
import { SeeThings, useSessionsToSee } from '../coaching-session/SeeThings.tsx'
import { RemovedAtHome } from '../obstacles/AtHome.tsx'
import { ThanksAtHome } from '../stories/ThanksAtHome.tsx'
import { ActLink } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import { Thing, Things } from '../ui/Things.tsx'
import { Words } from '../ui/Words.tsx'
import { Answer, type RoleHome } from './Answer.tsx'
import { Praise } from './Praise.tsx'
import { RefusedThing } from './RefusedThing.tsx'

type Figures = NonNullable<Home['agent']>

/** Who needs me now? */
export function AgentHome({ first, home, days }: RoleHome<Figures>) {
  const { t } = useTranslation()
  const toSee = useSessionsToSee()
  const [back] = home.returned
  const sentence =
    back && home.returned.length === 1
      ? t('home.agent_returned_name', { name: back.customerName })
      : home.returned.length > 1
        ? t('home.agent_returned', { count: home.returned.length })
        : home.waiting > 0
          ? t('home.agent_waiting', { count: home.waiting })
          : home.mine > 0
            ? t('home.agent_mine', { count: home.mine })
            : t('home.agent_nobody')
  return (
    <Answer
      first={first}
      sentence={sentence}
      lead={
        home.decisions > 0 ? t('home.agent_lead', { count: home.decisions, days }) : t('home.agent_lead_none')
      }
    >
      <Things>
        {home.returned.map((contact) => (
          <Thing key={contact.id} title={<bdi>{contact.subject}</bdi>}>
            <p>{t('home.agent_back', { name: contact.customerName })}</p>
            <Words short lang={contact.language}>
              {contact.latestWords}
            </Words>
            <Row>
              <ActLink to={`/desk/${contact.id}`}>
                {t('home.agent_open', { name: contact.customerName })}
              </ActLink>
            </Row>
          </Thing>
        ))}
        {home.refused.map((request) => (
          <RefusedThing key={request.id} request={request} mine />
        ))}
        <Thing title={t('home.agent_desk_title')}>
          <p>{onTheDesk()}</p>
          <Row>
            <ActLink to="/desk" keys="g d">
              {t('home.agent_desk')}
            </ActLink>
          </Row>
        </Thing>
        <SeeThings sessions={toSee} />
        <RemovedAtHome />
        <ThanksAtHome />
        {home.thanks.slice(0, 3).map((thanks) => (
          <Praise key={thanks.contactId} words={thanks.words}>
            {t('home.agent_thanks', { name: thanks.customerName })}
          </Praise>
        ))}
      </Things>
    </Answer>
  )

  function onTheDesk(): string {
    const parts = [
      home.waiting > 0 && t('home.desk_waiting', { count: home.waiting }),
      home.mine > 0 && t('home.desk_mine', { count: home.mine }),
      home.withCustomer > 0 && t('home.desk_with_customer', { count: home.withCustomer }),
    ].filter((part) => part !== false)
    return parts.length > 0 ? parts.join(' ') : t('home.desk_empty')
  }
}
