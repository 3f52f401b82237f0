import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../../api.ts'
import { CheckField, SelectField, TextField } from '../../ui/fields.tsx'
import styles from './Draft.module.css'
import type { Draft } from './draft.ts'

type WhereFieldsProps = {
  clients: ResultOf<'client.list'>['items']
  teams: ResultOf<'team.list'>['items']
  draft: Draft
  onChange: (draft: Draft) => void
  faults: Record<string, string | undefined>
}

/** Whose customers, which teams, from when. */
export function WhereFields({ clients, teams, draft, onChange, faults }: WhereFieldsProps) {
  const { t } = useTranslation()
  const own = teams.filter(({ clientId }) => clientId === draft.clientId)

  function toggle(id: string, on: boolean) {
    const others = draft.teamIds.filter((one) => one !== id)
    onChange({ ...draft, teamIds: on ? [...others, id] : others })
  }
  return (
    <>
      <SelectField
        label={t('mandates.client')}
        options={clients.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.clientId}
        onChange={(clientId) => onChange({ ...draft, clientId, teamIds: [] })}
        error={faults.client}
      />
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t('mandates.teams')}</legend>
        {own.length === 0 && <p className={styles.note}>{t('mandates.teams_none')}</p>}
        <div className={styles.checks}>
          {own.map(({ id, name, siteName }) => (
            <CheckField
              key={id}
              label={t('mandates.team_at', { team: name, site: siteName })}
              checked={draft.teamIds.includes(id)}
              onChange={(on) => toggle(id, on)}
            />
          ))}
        </div>
        {faults.teams && (
          <p className={styles.fault} role="alert">
            {faults.teams}
          </p>
        )}
      </fieldset>
      <div className={styles.short}>
        <TextField
          type="date"
          label={t('mandates.from')}
          hint={t('mandates.from_hint')}
          value={draft.from}
          onChange={(from) => onChange({ ...draft, from })}
        />
      </div>
    </>
  )
}
