import type { ReactNode } from 'react'
import { ActButton } from './ActButton.tsx'
import { Row } from './Page.tsx'

type Pages = { hasMore: boolean; busy: boolean; more: () => void }

/** Below a list by pages (useReadPages): the next page, while there is one. */
export function More({ of, children }: { of: Pages; children: ReactNode }) {
  if (!of.hasMore) return null
  return (
    <Row>
      <ActButton kind="quiet" busy={of.busy} onClick={of.more}>
        {children}
      </ActButton>
    </Row>
  )
}
