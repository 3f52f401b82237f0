import { useParams } from '@tanstack/react-router'
import { useSession } from '../session.tsx'
import { Courses } from './Courses.tsx'
import { MyPath } from './MyPath.tsx'
import { Scenarios } from './Scenarios.tsx'
import { TrainersDesk } from './TrainersDesk.tsx'

/** Training: my own path, courses, practice; and for trainers, making them. */
export function Training() {
  const { can } = useSession()
  const { part } = useParams({ strict: false }) as { part?: string }
  if (part === 'courses') return <Courses />
  if (part === 'scenarios') return <Scenarios />
  if (part === 'make' && can('training.write')) return <TrainersDesk />
  return <MyPath />
}
