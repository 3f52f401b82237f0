import { type ReactNode, useState } from 'react'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'

type DisclosedProps = {
  label: string
  /** open from the start where something typed in it was kept (see ui/kept.ts) */
  keptAs: string
  children: ReactNode
}

/** A form that is there when it is wanted. */
export function Disclosed({ label, keptAs, children }: DisclosedProps) {
  const { person } = useSession()
  const [open, setOpen] = useState(() => isKept(`cartabianca.kept.${person.personId}.${keptAs}`))
  return (
    <>
      <Row>
        <ActButton kind="quiet" expanded={open} onClick={() => setOpen(!open)}>
          {label}
        </ActButton>
      </Row>
      {open && children}
    </>
  )
}

function isKept(key: string): boolean {
  try {
    return sessionStorage.getItem(key) !== null
  } catch {
    return false
  }
}
