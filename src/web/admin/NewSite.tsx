import { useTranslation } from 'react-i18next'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { ProblemNote } from '../ui/States.tsx'

/** A place where teams sit: its calendar days are those of its clocks. */
export function NewSite({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const create = useAct('site.create')
  const [draft, keep, drop] = useKept('site.new', {
    name: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  })
  return (
    <Form
      faults={{ name: !draft.name.trim() && t('admin.site_name_needed') }}
      onSubmit={() =>
        create.run({ body: { name: draft.name.trim(), timeZone: draft.timeZone } }, () => {
          drop()
          onDone()
        })
      }
    >
      {(fault) => (
        <>
          <TextField
            label={t('admin.site_name')}
            maxLength={80}
            value={draft.name}
            onChange={(name) => keep({ ...draft, name })}
            error={fault.name}
          />
          <SelectField
            label={t('admin.time_zone')}
            hint={t('admin.time_zone_hint')}
            options={zones(draft.timeZone).map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            value={draft.timeZone}
            onChange={(timeZone) => keep({ ...draft, timeZone })}
          />
          <ProblemNote problem={create.problem} />
          <ActButton type="submit" busy={create.busy}>
            {t('admin.site_add')}
          </ActButton>
        </>
      )}
    </Form>
  )
}

/** Every zone the browser knows; the one it is in may have a name that its own list lacks, such as UTC. */
function zones(own: string): string[] {
  return [...new Set([own, ...Intl.supportedValuesOf('timeZone')])].sort()
}
