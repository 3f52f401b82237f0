import { useTranslation } from 'react-i18next'
import type { Client } from '../../contract/organisation.ts'
import type { ResultOf } from '../api.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { ProblemNote } from '../ui/States.tsx'
import { LanguageChecks } from './LanguageChecks.tsx'

type NewTeamProps = { client: Client; sites: ResultOf<'site.list'>['items']; onDone: () => void }

/** A group at a site that serves this client. */
export function NewTeam({ client, sites, onDone }: NewTeamProps) {
  const { t } = useTranslation()
  const create = useAct('team.create')
  const [draft, keep, drop] = useKept(`team.${client.id}`, {
    name: '',
    siteId: sites[0]?.id ?? '',
    languages: client.languages,
  })
  return (
    <Form
      faults={{
        name: !draft.name.trim() && t('admin.team_name_needed'),
        languages: draft.languages.length === 0 && t('admin.languages_needed'),
      }}
      onSubmit={() =>
        create.run({ body: { ...draft, name: draft.name.trim(), clientId: client.id } }, () => {
          drop()
          onDone()
        })
      }
    >
      {(fault) => (
        <>
          <TextField
            label={t('admin.team_name')}
            maxLength={80}
            value={draft.name}
            onChange={(name) => keep({ ...draft, name })}
            error={fault.name}
          />
          <SelectField
            label={t('admin.place_site')}
            options={sites.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.siteId}
            onChange={(siteId) => keep({ ...draft, siteId })}
          />
          <LanguageChecks
            label={t('admin.team_languages')}
            chosen={draft.languages}
            onChange={(languages) => keep({ ...draft, languages })}
            fault={fault.languages}
          />
          <ProblemNote problem={create.problem} />
          <ActButton type="submit" busy={create.busy}>
            {t('admin.team_add')}
          </ActButton>
        </>
      )}
    </Form>
  )
}
