import { useTranslation } from 'react-i18next'
import { type Role, roles } from '../../core/person/permissions.ts'
import type { ResultOf } from '../api.ts'
import { ownNames } from '../language.ts'
import { useAct, useRead } from '../queries.ts'
import { Loading, ProblemNote } from '../ui/States.tsx'
import styles from './DemoPeople.module.css'
import { useEnter } from './next.ts'

type DemoPerson = ResultOf<'session.demoPeople'>['items'][number]

/** The people of the demo world, by what they do; one click is being them. */
export function DemoPeople() {
  const { t } = useTranslation()
  const enter = useEnter()
  const people = useRead('session.demoPeople')
  const become = useAct('session.createDemo')
  if (!people.data) return <Loading of={people} />
  const groups = byRole(people.data.items)
  return (
    <>
      <ProblemNote problem={become.problem} />
      {groups.map(([role, members]) => (
        <section key={role} className={styles.group}>
          <div>
            <h2 className={styles.role}>{t(`ui.role_${role}`)}</h2>
            <p className={styles.why}>{t(`session.why_${role}`)}</p>
          </div>
          <ul className={styles.people}>
            {members.map((person) => (
              <li key={person.personId}>
                <PersonButton
                  person={person}
                  onClick={() => {
                    if (!become.busy) become.run({ body: { personId: person.personId } }, enter)
                  }}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function PersonButton({ person, onClick }: { person: DemoPerson; onClick: () => void }) {
  return (
    <button type="button" className={styles.person} onClick={onClick}>
      <bdi className={styles.name}>{person.name}</bdi>
      <span className={styles.detail}>
        <bdi>{person.place}</bdi>
      </span>
      <span className={`${styles.detail} ${styles.languages}`}>
        {person.languages.map((language) => (
          <bdi key={language} lang={language}>
            {ownNames[language]}
          </bdi>
        ))}
      </span>
    </button>
  )
}

function byRole(people: readonly DemoPerson[]): [Role, DemoPerson[]][] {
  return roles
    .map((role): [Role, DemoPerson[]] => [role, people.filter((person) => person.role === role)])
    .filter(([, members]) => members.length > 0)
}
