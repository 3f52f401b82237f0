import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useCommands, useKeys } from '../ui/keys.ts'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Composer.module.css'
import type { Missing } from './Conversation.tsx'
import { InlineForm } from './InlineForm.tsx'
import { isolated } from './naming.ts'
import { deskPath } from './taking.ts'

type FinishProps = {
  contact: ContactDetail
  /** something is written to the customer and not sent */
  unsent: boolean
  onMissing: (missing: Missing) => void
}

/** How a contact leaves me: by asking the customer whether all is clear, or back to the team. */
export function Finish({ contact, unsent, onMissing }: FinishProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const propose = useAct('closure.propose')
  const release = useAct('contact.release')
  const params = { contactId: contact.id }
  const proposed = contact.state === 'with_customer'

  function wish() {
    onMissing(null)
    const missing = whatIsMissing(contact)
    if (missing) window.setTimeout(() => onMissing(missing), 0)
    else setAsking(true)
  }
  function ask() {
    if (propose.busy) return
    propose
      .runAsync({ params })
      .then(() => setAsking(false))
      .catch(() => undefined)
  }
  const giveBack = () => release.run({ params }, () => void navigate({ to: deskPath }))
  useKeys([{ keys: 'c', label: t('desk.propose'), group: t('desk.keys_contact'), off: proposed, run: wish }])
  useCommands([{ id: 'release', label: t('desk.release'), run: giveBack, last: true }])

  return (
    <>
      <ActButton kind="quiet" busy={release.busy} onClick={giveBack}>
        {t('desk.release')}
      </ActButton>
      {!proposed && !asking && (
        <ActButton kind="quiet" keys="c" onClick={wish}>
          {t('desk.propose')}
        </ActButton>
      )}
      {asking && (
        <div className={styles.ask}>
          <p>
            {t('desk.propose_ask', { name: isolated(contact.customer.name) })}{' '}
            {unsent && t('desk.propose_unsent')}
          </p>
          <InlineForm onCancel={() => setAsking(false)}>
            <AskButtons busy={propose.busy} onAsk={ask} onCancel={() => setAsking(false)} />
          </InlineForm>
        </div>
      )}
      <ProblemNote problem={propose.problem ?? release.problem} />
    </>
  )
}

type AskButtonsProps = { busy: boolean; onAsk: () => void; onCancel: () => void }

function AskButtons({ busy, onAsk, onCancel }: AskButtonsProps) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector('button')?.focus(), [])
  return (
    <div ref={place}>
      <ActButton keys="Enter" busy={busy} onClick={onAsk}>
        {t('desk.propose_yes')}
      </ActButton>
      <ActButton kind="quiet" keys="Escape" onClick={onCancel}>
        {t('desk.cancel')}
      </ActButton>
    </div>
  )
}

/** Law 4 begins here: every doubt has its answer before the customer is asked whether it is clear. */
function whatIsMissing({ doubts }: ContactDetail): Missing {
  if (doubts.length === 0) return 'doubts'
  return doubts.some(({ state, answered }) => state === 'open' && !answered) ? 'answers' : null
}
