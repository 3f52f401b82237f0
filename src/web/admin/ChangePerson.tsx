import { useTranslation } from 'react-i18next'
import type { Person } from '../../contract/person.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { ProblemNote } from '../ui/States.tsx'
import { AssignmentFields } from './AssignmentFields.tsx'
import { draftAssignment, isPlaced, newAssignment } from './assignments.ts'
import { Levels } from './Levels.tsx'

/** Another name, other roles, other places. */
export function ChangePerson({ person, onDone }: { person: Person; onDone: (person: Person) => void }) {
  const { t } = useTranslation()
  const update = useAct('person.update')
  const [draft, keep, drop] = useKept(`person.${person.id}`, {
    name: person.name,
    assignments: person.assignments.map(draftAssignment),
  })

  function send() {
    const body = { name: draft.name.trim(), assignments: draft.assignments.map(newAssignment) }
    update.run({ params: { personId: person.id }, body }, (changed) => {
      drop()
      onDone(changed)
    })
  }
  return (
    <>
      <Form
        faults={{
          name: !draft.name.trim() && t('admin.name_needed'),
          assignments: !draft.assignments.every(isPlaced) && t('admin.place_needed'),
        }}
        onSubmit={send}
      >
        {(fault) => (
          <>
            <TextField
              label={t('admin.name')}
              maxLength={120}
              value={draft.name}
              onChange={(name) => keep({ ...draft, name })}
              error={fault.name}
            />
            <AssignmentFields
              assignments={draft.assignments}
              onChange={(assignments) => keep({ ...draft, assignments })}
              fault={fault.assignments}
            />
            <ProblemNote problem={update.problem} />
            <ActButton type="submit" busy={update.busy}>
              {t('admin.save')}
            </ActButton>
          </>
        )}
      </Form>
      <Levels person={person} />
    </>
  )
}
