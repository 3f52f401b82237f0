import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Client } from '../../contract/organisation.ts'
import { faultAt } from '../api.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { ProblemNote } from '../ui/States.tsx'
import { ClientFields, useClientFaults } from './ClientFields.tsx'
import { clientDraft, clientFields, newClientDraft, slugOf } from './client-draft.ts'

const usualTouchpoints = 'billing\ndelivery\ncancellation'

export function NewClient({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const create = useAct('client.create')
  const [draft, keep, drop] = useKept('client.new', newClientDraft(usualTouchpoints))
  /** the address follows the name until somebody writes it */
  const [ownSlug, setOwnSlug] = useState(draft.slug !== slugOf(draft.name))
  const faults = useClientFaults(draft)
  return (
    <Form
      faults={faults}
      onSubmit={() =>
        create.run({ body: { slug: draft.slug, ...clientFields(draft) } }, () => {
          drop()
          onDone()
        })
      }
    >
      {(fault) => (
        <>
          <ClientFields
            draft={draft}
            fault={fault}
            onChange={(next) => keep(ownSlug ? next : { ...next, slug: slugOf(next.name) })}
          >
            <TextField
              type="url"
              label={t('admin.slug')}
              hint={t('admin.slug_hint', { address: `${location.origin}/c/${draft.slug}` })}
              maxLength={40}
              value={draft.slug}
              onChange={(slug) => {
                setOwnSlug(true)
                keep({ ...draft, slug })
              }}
              error={fault.slug ?? faultAt(create.problem, 'slug')}
            />
          </ClientFields>
          <ProblemNote problem={create.problem} />
          <ActButton type="submit" busy={create.busy}>
            {t('admin.client_add')}
          </ActButton>
        </>
      )}
    </Form>
  )
}

export function ChangeClient({ client, onDone }: { client: Client; onDone: () => void }) {
  const { t } = useTranslation()
  const update = useAct('client.update')
  const [draft, keep, drop] = useKept(`client.${client.id}`, clientDraft(client))
  const faults = useClientFaults(draft)
  return (
    <Form
      faults={faults}
      onSubmit={() =>
        update.run({ params: { clientId: client.id }, body: clientFields(draft) }, () => {
          drop()
          onDone()
        })
      }
    >
      {(fault) => (
        <>
          <ClientFields draft={draft} fault={fault} onChange={keep} />
          <ProblemNote problem={update.problem} />
          <ActButton type="submit" busy={update.busy}>
            {t('admin.save')}
          </ActButton>
        </>
      )}
    </Form>
  )
}
