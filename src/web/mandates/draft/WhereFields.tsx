import { useTranslation } from 'react-i18next'
import type { DraftContent } from '../../../core/mandate/draft.ts'
import type { ResultOf } from '../../api.ts'
import { CheckField, TextField } from '../../ui/fields.tsx'
import styles from './Draft.module.css'
import { FaultNote } from './FaultNote.tsx'
import { useWriting } from './writing.ts'

type WhereFieldsProps = { teams: ResultOf<'team.list'>['items']; content: DraftContent }

/** Which teams, and from when. */
export function WhereFields({ teams, content }: WhereFieldsProps) {
  const { t } = useTranslation()
  const { edit } = useWriting()
  const { teamIds, from } = content
  const toggle = (id: string, on: boolean) => {
    const others = teamIds.filter((one) => one !== id)
    edit({ edit: 'teams', teamIds: on ? [...others, id] : others })
  }
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{t('draft.where')}</h2>
      <fieldset className={styles.set} id="teams">
        <legend className={styles.label}>{t('draft.teams')}</legend>
        {teams.length === 0 && <p className={styles.note}>{t('draft.teams_none')}</p>}
        <div className={styles.checks}>
          {teams.map(({ id, name, siteName }) => (
            <CheckField
              key={id}
              label={t('draft.team_at', { team: name, site: siteName })}
              checked={teamIds.includes(id)}
              onChange={(on) => toggle(id, on)}
            />
          ))}
        </div>
        <FaultNote place="teams" />
      </fieldset>
      <div className={styles.short}>
        <TextField
          type="date"
          label={t('draft.from')}
          hint={t('draft.from_hint')}
          value={from ?? ''}
          onChange={(date) => edit({ edit: 'from', from: date || null })}
        />
      </div>
    </section>
  )
}
