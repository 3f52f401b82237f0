import { useTranslation } from 'react-i18next'
import type { Obstacle } from '../../contract/obstacle.ts'
import { useRead } from '../queries.ts'
import { SelectField, TextField } from '../ui/fields.tsx'

/** Whose an obstacle is, being chosen: `p.<id>` a person, `d.<name>` a department named before, `else`, or nothing yet. */
export type OwnerDraft = { chosen: string; other: string }
export const noOwner: OwnerDraft = { chosen: '', other: '' }

type Named = Pick<Obstacle, 'ownerId' | 'ownerName'>

export const ownerKey = ({ ownerId, ownerName }: Named): string =>
  ownerId === null ? `d.${ownerName}` : `p.${ownerId}`

/** What the server is told; null while nobody is named. */
export function ownerIn({ chosen, other }: OwnerDraft): { ownerId: string } | { ownerName: string } | null {
  if (chosen.startsWith('p.')) return { ownerId: chosen.slice(2) }
  const name = chosen.startsWith('d.') ? chosen.slice(2) : chosen === 'else' ? other.trim() : ''
  return name ? { ownerName: name } : null
}

type OwnerFieldProps = {
  owner: OwnerDraft
  onChange: (owner: OwnerDraft) => void
  error: string | undefined
}

/** One of us, a department that was named before, or another one by its name. */
export function OwnerField({ owner, onChange, error }: OwnerFieldProps) {
  const { t } = useTranslation()
  const owners = useRead('obstacle.listOwners')
  const known = owners.data?.items.map((one) => ({ value: ownerKey(one), label: one.ownerName })) ?? []
  const elsewhere = owner.chosen === 'else'
  return (
    <>
      <SelectField
        label={t('obstacles.owner_label')}
        options={[
          { value: '', label: t('obstacles.owner_choose') },
          ...known,
          { value: 'else', label: t('obstacles.owner_else') },
        ]}
        value={owner.chosen}
        onChange={(chosen) => onChange({ ...owner, chosen })}
        error={elsewhere ? undefined : error}
      />
      {elsewhere && (
        <TextField
          label={t('obstacles.owner_name')}
          hint={t('obstacles.owner_hint')}
          maxLength={120}
          autoFocus
          value={owner.other}
          onChange={(other) => onChange({ ...owner, other })}
          error={error}
        />
      )}
    </>
  )
}

/** For whom the front line waits: all, or one of them. */
export function OwnerFilter({ of, onChoose }: { of: string; onChoose: (key: string) => void }) {
  const { t } = useTranslation()
  const owners = useRead('obstacle.listOwners')
  const awaited = owners.data?.items.filter((one) => one.awaited) ?? []
  if (awaited.length < 2 && of === '') return null
  return (
    <SelectField
      label={t('obstacles.filter')}
      options={[
        { value: '', label: t('obstacles.filter_all') },
        ...awaited.map((one) => ({ value: ownerKey(one), label: one.ownerName })),
      ]}
      value={of}
      onChange={onChoose}
    />
  )
}
