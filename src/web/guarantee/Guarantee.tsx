import { useParams } from '@tanstack/react-router'
import { useSession } from '../session.tsx'
import { Held } from './Held.tsx'
import { Learning } from './Learning.tsx'
import { Missed } from './Missed.tsx'
import { Proposals } from './Proposals.tsx'

/** The guarantee: how it holds, what became of attempts on it, and authority that was there and not used. */
export function Guarantee() {
  const { can } = useSession()
  const { part } = useParams({ strict: false }) as { part?: string }
  if (part === 'learning' || !can('guarantee.read')) return <Learning />
  if (part === 'proposals' && can('proposal.read')) return <Proposals />
  if (part === 'missed' && can('missed.read')) return <Missed />
  return <Held />
}
