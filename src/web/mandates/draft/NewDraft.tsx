import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../../api.ts'
import { useAct, useRead } from '../../queries.ts'
import { ActButton, ActLink } from '../../ui/ActButton.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { Page, Row } from '../../ui/Page.tsx'
import { EmptyState, Loading, ProblemNote } from '../../ui/States.tsx'
import { Thing, Things } from '../../ui/Things.tsx'
import styles from './Draft.module.css'
import { ImportDocument } from './ImportDocument.tsx'

/** Begins a draft: from the version in force, from any other, from nothing, or from a file. */
export function NewDraft() {
  const { t } = useTranslation()
  const { client } = useSearch({ strict: false }) as { client?: string }
  const clients = useRead('client.list')
  const teams = useRead('team.list')
  if (!clients.data) return <Loading of={clients} />
  if (!teams.data) return <Loading of={teams} />
  const first = clients.data.items.find(({ id }) => id === client) ?? clients.data.items[0]
  return (
    <Page title={t('draft.new')} sentence={t('draft.new_sentence')} lead={t('draft.new_lead')}>
      {teams.data.items.length > 0 && first ? (
        <Begin clients={clients.data.items} startWith={first.id} />
      ) : (
        <EmptyState title={t('draft.no_teams_title')}>
          <p>{t('draft.no_teams')}</p>
          <Row>
            <ActLink to="/clients">{t('draft.to_clients')}</ActLink>
          </Row>
        </EmptyState>
      )}
    </Page>
  )
}

type BeginProps = { clients: ResultOf<'client.list'>['items']; startWith: string }

function Begin({ clients, startWith }: BeginProps) {
  const { t } = useTranslation()
  const [clientId, setClientId] = useState(startWith)
  const mandates = useRead('mandate.list', { query: { clientId, limit: 200 } })
  const { begin, busy, problem } = useBegin(clientId)
  const [chosen, setChosen] = useState('')
  const versions = mandates.data?.items ?? []
  const inForce = versions.find(({ state }) => state === 'in_force')
  const others = versions.filter((one) => one !== inForce)
  const other = others.find(({ id }) => id === chosen) ?? others[0]
  return (
    <>
      {clients.length > 1 && (
        <div className={styles.client}>
          <SelectField
            label={t('draft.client')}
            options={clients.map(({ id, name }) => ({ value: id, label: name }))}
            value={clientId}
            onChange={setClientId}
          />
        </div>
      )}
      <ProblemNote problem={problem} />
      {!mandates.data ? (
        <Loading of={mandates} />
      ) : (
        <Things>
          {inForce && (
            <Thing title={t('draft.from_in_force')}>
              <p>{t('draft.from_in_force_text')}</p>
              <Row>
                <ActButton busy={busy} onClick={() => begin({ of: 'version', mandateId: inForce.id })}>
                  {t('draft.from_version', { number: inForce.number })}
                </ActButton>
              </Row>
            </Thing>
          )}
          {other && (
            <Thing title={t('draft.from_other')}>
              <p>{t('draft.from_other_text')}</p>
              {others.length > 1 && (
                <SelectField
                  label={t('draft.version')}
                  options={others.map(({ id, number }) => ({
                    value: id,
                    label: t('mandates.version', { number }),
                  }))}
                  value={other.id}
                  onChange={setChosen}
                />
              )}
              <Row>
                <ActButton busy={busy} onClick={() => begin({ of: 'version', mandateId: other.id })}>
                  {t('draft.from_version', { number: other.number })}
                </ActButton>
              </Row>
            </Thing>
          )}
          <Thing title={t('draft.from_blank')}>
            <p>{t('draft.from_blank_text')}</p>
            <Row>
              <ActButton busy={busy} onClick={() => begin({ of: 'blank' })}>
                {t('draft.from_blank_do')}
              </ActButton>
            </Row>
          </Thing>
          <Thing title={t('draft.from_file')}>
            <ImportDocument
              key={clientId}
              clientId={clientId}
              busy={busy}
              onDraft={(document, done) => begin({ of: 'document', document }, done)}
            />
          </Thing>
        </Things>
      )}
    </>
  )
}

type Start = Parameters<ReturnType<typeof useAct<'draft.create'>>['run']>[0]['body']['start']

/** Makes a draft and opens it. */
export function useBegin(clientId: string) {
  const create = useAct('draft.create')
  const navigate = useNavigate()
  return {
    begin: (start: Start, onDone?: () => void) =>
      create.run({ body: { clientId, start } }, ({ id }) => {
        onDone?.()
        void navigate({ to: `/mandates/drafts/${id}` })
      }),
    busy: create.busy,
    problem: create.problem,
  }
}
