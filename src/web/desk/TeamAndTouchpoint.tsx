import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { SelectField } from '../ui/fields.tsx'
import styles from './NewContact.module.css'
import { useTouchpoint } from './naming.ts'

type Team = ResultOf<'team.list'>['items'][number]
type Place = { teamId: string; touchpoint: string }

/** The teams of mine that serve a client, and where in its process a contact may arise. */
export function useTeams(clientId: string): { teams: Team[]; touchpoints: string[] } {
  const { person } = useSession()
  const teams = useRead('team.list')
  const clients = useRead('client.list')
  const mine = new Set(person.assignments.map(({ teamId }) => teamId))
  return {
    teams: teams.data?.items.filter((team) => team.clientId === clientId && mine.has(team.id)) ?? [],
    touchpoints: clients.data?.items.find(({ id }) => id === clientId)?.touchpoints ?? [],
  }
}

type TeamAndTouchpointProps = {
  teams: Team[]
  touchpoints: string[]
  value: Place
  onChange: (place: Place) => void
}

export function TeamAndTouchpoint({ teams, touchpoints, value, onChange }: TeamAndTouchpointProps) {
  const { t } = useTranslation()
  const name = useTouchpoint()
  return (
    <div className={styles.two}>
      <SelectField
        label={t('desk.touchpoint')}
        options={touchpoints.map((code) => ({ value: code, label: name(code) }))}
        value={value.touchpoint}
        onChange={(touchpoint) => onChange({ ...value, touchpoint })}
      />
      {teams.length > 1 && (
        <SelectField
          label={t('desk.team')}
          options={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={value.teamId}
          onChange={(teamId) => onChange({ ...value, teamId })}
        />
      )}
    </div>
  )
}
