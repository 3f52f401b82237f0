import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import type { Decision } from '../../contract/decision.ts'
import { useDecided } from './DecisionLine.tsx'
import { useSignedOn } from './Guarantee.tsx'
import styles from './May.module.css'
import { isolated } from './naming.ts'
import type { Mandate } from './powers.ts'

type MadeProps = { decision: Decision; contact: ContactDetail; mandate: Mandate }

/** A decision, just made: what it is, that it is final and protected, and that the customer knows. */
export function Made({ decision, contact, mandate }: MadeProps) {
  const { t } = useTranslation()
  const decided = useDecided()
  const signed = useSignedOn(mandate)
  const place = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new decision is read aloud
  useEffect(() => place.current?.focus({ preventScroll: false }), [decision.id])
  const name = isolated(contact.customer.name)
  return (
    <div ref={place} tabIndex={-1} role="status" className={styles.made}>
      <p className={styles.madeWhat}>{decided(decision)}</p>
      <p>{t('desk.made')}</p>
      <p>{t(contact.customer.email ? 'desk.made_told' : 'desk.made_tell', { name })}</p>
      <p className={styles.madeSmall}>
        {t('desk.guarantee_what')} {signed}
      </p>
    </div>
  )
}
