import type { ReactNode } from 'react'
import type { Home as HomeData } from '../../contract/home.ts'
import type { Role } from '../../core/person/permissions.ts'
import { CultureAlerts } from '../culture/CultureAlerts.tsx'
import { useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { Loading } from '../ui/States.tsx'
import { AdministratorHome } from './AdministratorHome.tsx'
import { AgentHome } from './AgentHome.tsx'
import { Besides } from './Besides.tsx'
import { ClientHome } from './ClientHome.tsx'
import { CoachHome } from './CoachHome.tsx'
import { ManagerHome } from './ManagerHome.tsx'
import { SponsorHome } from './SponsorHome.tsx'
import { TrainerHome } from './TrainerHome.tsx'

/** One question for each role that a person holds, answered; the first role leads. */
export function Home() {
  const { person } = useSession()
  const home = useRead('home.show')
  if (!home.data) return <Loading of={home} />
  const { data } = home
  return (
    <>
      <CultureAlerts culture={data.culture} />
      {person.roles.filter((role) => has(data, role)).map((role, nth) => homeOf(role, data, nth === 0))}
      <Besides />
    </>
  )
}

function has(data: HomeData, role: Role): boolean {
  if (role === 'trainer') return true
  return data[role === 'client_representative' ? 'client' : role] !== null
}

function homeOf(role: Role, data: HomeData, first: boolean): ReactNode {
  switch (role) {
    case 'agent':
      return data.agent && <AgentHome key={role} first={first} home={data.agent} days={data.days} />
    case 'coach':
      return data.coach && <CoachHome key={role} first={first} home={data.coach} days={data.days} />
    case 'manager':
      return data.manager && <ManagerHome key={role} first={first} home={data.manager} days={data.days} />
    case 'client_representative':
      return data.client && <ClientHome key={role} first={first} home={data.client} days={data.days} />
    case 'sponsor':
      return data.sponsor && <SponsorHome key={role} first={first} home={data.sponsor} days={data.days} />
    case 'administrator':
      return data.administrator && <AdministratorHome key={role} first={first} home={data.administrator} />
    case 'trainer':
      return <TrainerHome key={role} first={first} />
  }
}
