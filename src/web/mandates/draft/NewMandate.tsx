import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../queries.ts'
import { ActLink } from '../../ui/ActButton.tsx'
import { Page, Row } from '../../ui/Page.tsx'
import { EmptyState, Loading } from '../../ui/States.tsx'
import { DraftForm } from './DraftForm.tsx'

/** Drafts a new version; it changes nothing for anybody until both sides have signed it. */
export function NewMandate() {
  const { t } = useTranslation()
  const { client } = useSearch({ strict: false }) as { client?: string }
  const clients = useRead('client.list')
  const teams = useRead('team.list')
  if (!clients.data) return <Loading of={clients} />
  if (!teams.data) return <Loading of={teams} />
  const ready = teams.data.items.length > 0
  const first = clients.data.items.find(({ id }) => id === client) ?? clients.data.items[0]
  return (
    <Page
      title={t('mandates.draft')}
      sentence={t('mandates.draft_sentence')}
      lead={t('mandates.draft_lead')}
      wide
    >
      {ready && first ? (
        <DraftForm clients={clients.data.items} teams={teams.data.items} startWith={first.id} />
      ) : (
        <EmptyState title={t('mandates.draft_no_teams_title')}>
          <p>{t('mandates.draft_no_teams')}</p>
          <Row>
            <ActLink to="/clients">{t('mandates.to_clients')}</ActLink>
          </Row>
        </EmptyState>
      )}
    </Page>
  )
}
