import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../queries.ts'
import { ActLink } from '../../ui/ActButton.tsx'
import { Page, Row } from '../../ui/Page.tsx'
import { EmptyState, Loading } from '../../ui/States.tsx'
import { EditorForm } from './EditorForm.tsx'

/** A mandate being written: it changes nothing for anybody until it is a version that both have signed. */
export function Editor() {
  const { draftId } = useParams({ strict: false }) as { draftId: string }
  const { t } = useTranslation()
  const draft = useRead('draft.show', { params: { draftId } })
  const clients = useRead('client.list')
  const teams = useRead('team.list')
  if (draft.error?.problem.code === 'not_found')
    return (
      <Page title={t('draft.gone_title')} sentence={t('draft.gone_title')}>
        <EmptyState title={t('draft.gone')}>
          <Row>
            <ActLink to="/mandates">{t('draft.to_mandates')}</ActLink>
          </Row>
        </EmptyState>
      </Page>
    )
  if (!draft.data) return <Loading of={draft} />
  if (!clients.data) return <Loading of={clients} />
  if (!teams.data) return <Loading of={teams} />
  const { clientId } = draft.data
  const client = clients.data.items.find(({ id }) => id === clientId)
  if (!client) return <Loading />
  const own = teams.data.items.filter((team) => team.clientId === clientId)
  return <EditorForm key={draft.data.id} draft={draft.data} client={client} teams={own} />
}
