import { useTranslation } from 'react-i18next'
import { useRead } from '../../queries.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { Row, Soft } from '../../ui/Page.tsx'
import { type Draft, draftOf } from './draft.ts'

type StartFromProps = { draft: Draft; onStart: (draft: Draft) => void }

/** Most new versions change a little of the one in force: its limits come over with one press. */
export function StartFrom({ draft, onStart }: StartFromProps) {
  const { t } = useTranslation()
  const mandates = useRead(
    'mandate.list',
    { query: { clientId: draft.clientId } },
    { enabled: !!draft.clientId },
  )
  const inForce = mandates.data?.items.find(({ state }) => state === 'in_force')
  const mandate = useRead(
    'mandate.show',
    { params: { mandateId: inForce?.id ?? '' } },
    { enabled: inForce !== undefined },
  )
  if (!inForce || !mandate.data) return null
  const { document, teams, number } = mandate.data
  return (
    <Row>
      <ActButton onClick={() => onStart(draftOf(document, { ...draft, teamIds: teams.map(({ id }) => id) }))}>
        {t('mandates.start_from', { number })}
      </ActButton>
      <Soft small>{t('mandates.start_from_hint')}</Soft>
    </Row>
  )
}
