import { useTranslation } from 'react-i18next'
import { type Role, roles } from '../../core/person/permissions.ts'
import { useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Soft } from '../ui/Page.tsx'
import styles from './Admin.module.css'
import { type DraftAssignment, placeOf } from './assignments.ts'

type AssignmentFieldsProps = {
  assignments: readonly DraftAssignment[]
  onChange: (assignments: DraftAssignment[]) => void
  fault?: string
}

/** What somebody is, and where: one row for each. */
export function AssignmentFields({ assignments, onChange, fault }: AssignmentFieldsProps) {
  const { t } = useTranslation()
  const set = (at: number, next: DraftAssignment) =>
    onChange(assignments.map((one, nth) => (nth === at ? next : one)))
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('admin.roles')}</legend>
      {assignments.map((assignment, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and hold no state
        <div key={at} className={styles.assignment}>
          <SelectField<Role>
            label={t('admin.role')}
            options={roles.map((role) => ({ value: role, label: t(`ui.role_${role}`) }))}
            value={assignment.role}
            onChange={(role) => set(at, { role, placeId: '' })}
          />
          <PlaceField
            assignment={assignment}
            onChange={(placeId) => set(at, { ...assignment, placeId })}
            fault={assignment.placeId ? undefined : fault}
          />
          {assignments.length > 1 && (
            <ActButton
              kind="quiet"
              label={t('admin.role_remove_of', { role: t(`ui.role_${assignment.role}`) })}
              onClick={() => onChange(assignments.filter((_, nth) => nth !== at))}
            >
              {t('admin.role_remove')}
            </ActButton>
          )}
        </div>
      ))}
      <ActButton kind="quiet" onClick={() => onChange([...assignments, { role: 'agent', placeId: '' }])}>
        {t('admin.role_add')}
      </ActButton>
    </fieldset>
  )
}

type PlaceFieldProps = { assignment: DraftAssignment; onChange: (placeId: string) => void; fault?: string }

function PlaceField({ assignment, onChange, fault }: PlaceFieldProps) {
  const { t } = useTranslation()
  const clients = useRead('client.list')
  const sites = useRead('site.list')
  const teams = useRead('team.list')
  const kind = placeOf[assignment.role]
  if (kind === 'operator')
    return (
      <p className={styles.everywhere}>
        <Soft small>{t('admin.everywhere')}</Soft>
      </p>
    )
  const found = { team: teams.data, site: sites.data, client: clients.data }[kind]?.items ?? []
  return (
    <SelectField
      label={t(`admin.place_${kind}`)}
      options={[
        { value: '', label: t('admin.place_choose') },
        ...found.map((place) => ({
          value: place.id,
          label:
            'siteName' in place ? t('admin.team_at', { team: place.name, site: place.siteName }) : place.name,
        })),
      ]}
      value={assignment.placeId}
      onChange={onChange}
      error={fault}
    />
  )
}
