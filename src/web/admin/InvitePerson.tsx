import { useTranslation } from 'react-i18next'
import type { Person } from '../../contract/person.ts'
import { faultAt } from '../api.ts'
import { currentLanguage } from '../i18n.ts'
import { languages, ownNames } from '../language.ts'
import { useAct } from '../queries.ts'
import { looksLikeEmail } from '../session/next.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { ProblemNote } from '../ui/States.tsx'
import { AssignmentFields } from './AssignmentFields.tsx'
import { type DraftAssignment, isPlaced, newAssignment } from './assignments.ts'

const nobody = {
  name: '',
  email: '',
  language: currentLanguage(),
  assignments: [{ role: 'agent', placeId: '' }] as DraftAssignment[],
}

/** Name, address, role and place; the link that lets them in goes by mail. */
export function InvitePerson({ onDone }: { onDone: (person: Person) => void }) {
  const { t } = useTranslation()
  const create = useAct('person.create')
  const [draft, keep, drop] = useKept('person.new', nobody)
  const { name, email, language, assignments } = draft

  function send() {
    create.run(
      {
        body: {
          name: name.trim(),
          email: email.trim(),
          language,
          assignments: assignments.map(newAssignment),
        },
      },
      (person) => {
        drop()
        onDone(person)
      },
    )
  }
  return (
    <Form
      faults={{
        name: !name.trim() && t('admin.name_needed'),
        email: !looksLikeEmail(email) && t('admin.email_needed'),
        assignments: !assignments.every(isPlaced) && t('admin.place_needed'),
      }}
      onSubmit={send}
    >
      {(fault) => (
        <>
          <TextField
            label={t('admin.name')}
            maxLength={120}
            autoComplete="off"
            value={name}
            onChange={(next) => keep({ ...draft, name: next })}
            error={fault.name}
          />
          <TextField
            type="email"
            label={t('admin.email')}
            hint={t('admin.email_hint')}
            autoComplete="off"
            value={email}
            onChange={(next) => keep({ ...draft, email: next })}
            error={fault.email ?? faultAt(create.problem, 'email')}
          />
          <SelectField
            label={t('admin.person_language')}
            options={languages.map((value) => ({ value, label: ownNames[value] }))}
            value={language}
            onChange={(next) => keep({ ...draft, language: next })}
          />
          <AssignmentFields
            assignments={assignments}
            onChange={(next) => keep({ ...draft, assignments: next })}
            fault={fault.assignments}
          />
          <ProblemNote problem={create.problem} />
          <ActButton type="submit" busy={create.busy}>
            {t('admin.invite_do')}
          </ActButton>
        </>
      )}
    </Form>
  )
}
