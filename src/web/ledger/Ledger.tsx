import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type EntryKind, entryKinds } from '../../core/ledger/entry.ts'
import { useReadPages } from '../queries.ts'
import { useSession } from '../session.tsx'
import { SelectField } from '../ui/fields.tsx'
import { More } from '../ui/More.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { EntryLines } from './EntryLines.tsx'
import styles from './Ledger.module.css'
import { Verify } from './Verify.tsx'

/** A client's record: every fact that matters to trust, newest first, and whether it still holds together. */
export function Ledger() {
  const { t } = useTranslation()
  const { clientId } = useParams({ strict: false }) as { clientId?: string }
  const { person } = useSession()
  const client = person.clients.find(({ id }) => id === clientId) ?? person.clients[0]
  if (client) return <OfClient key={client.id} clientId={client.id} name={client.name} />
  return (
    <Page title={t('ledger.nav')} sentence={t('ledger.no_client')}>
      <EmptyState title={t('ledger.no_client_title')}>
        <p>{t('ledger.no_client_text')}</p>
      </EmptyState>
    </Page>
  )
}

function OfClient({ clientId, name }: { clientId: string; name: string }) {
  const { t } = useTranslation()
  const { person } = useSession()
  const navigate = useNavigate()
  const [kind, setKind] = useState<EntryKind | ''>('')
  const entries = useReadPages('entry.list', { params: { clientId }, query: kind ? { kind } : {} })
  return (
    <Page title={t('ledger.nav')} sentence={t('ledger.sentence', { client: name })} lead={t('ledger.lead')}>
      <Verify clientId={clientId} />
      <div className={styles.bar}>
        {person.clients.length > 1 && (
          <SelectField
            label={t('ledger.client')}
            options={person.clients.map((one) => ({ value: one.id, label: one.name }))}
            value={clientId}
            onChange={(next) => void navigate({ to: `/ledger/${next}` })}
          />
        )}
        <SelectField
          label={t('ledger.filter')}
          options={[
            { value: '', label: t('ledger.filter_all') },
            ...entryKinds.map((value) => ({ value, label: t(`ledger.kind_${nameOf(value)}`) })),
          ]}
          value={kind}
          onChange={setKind}
        />
      </div>
      {!entries.items ? (
        <Loading of={entries} />
      ) : entries.items.length === 0 ? (
        <EmptyState title={t(kind ? 'ledger.none_of_kind' : 'ledger.empty_title')}>
          <p>{t('ledger.empty')}</p>
        </EmptyState>
      ) : (
        <EntryLines items={entries.items} />
      )}
      <More of={entries}>{t('ledger.more')}</More>
    </Page>
  )
}

type NameOf<Kind extends string> = Kind extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : never

/** 'decision.made' → 'decision_made': a dot would be a level in the catalogue. */
export function nameOf<Kind extends EntryKind>(kind: Kind): NameOf<Kind> {
  return kind.replace('.', '_') as NameOf<Kind>
}
