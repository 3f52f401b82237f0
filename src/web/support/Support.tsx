import { useParams } from '@tanstack/react-router'
import { useSession } from '../session.tsx'
import { AskedByMe } from './AskedByMe.tsx'
import { ForMe } from './ForMe.tsx'
import { History } from './History.tsx'

/** Who answers finds what waits for them; who asked finds what became of it. */
export function Support() {
  const { view } = useParams({ strict: false }) as { view?: string }
  const { can } = useSession()
  if (view === 'asked' || !can('support.answer')) return <AskedByMe />
  return view === 'history' ? <History /> : <ForMe />
}
