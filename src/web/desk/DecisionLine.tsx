import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import type { Decision } from '../../contract/decision.ts'
import { powerMeasure } from '../../core/mandate/document.ts'
import { chainOf, totalOf } from '../decisions/chain.ts'
import { GiveMore } from '../decisions/GiveMore.tsx'
import { useSession } from '../session.tsx'
import { Celebrate } from '../stories/Celebrate.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Decided } from '../ui/Words.tsx'
import { InlineForm } from './InlineForm.tsx'
import { isolated } from './naming.ts'
import styles from './Thread.module.css'

/** What was decided, in words: "Fee waived: €25.00". */
export function useDecided(): (of: Pick<Decision, 'power' | 'amount' | 'days'>) => string {
  const { t } = useTranslation()
  const { money } = useFormat()
  return ({ power, amount, days }) => t(`decision.done_${power}`, { amount: money(amount), count: days ?? 0 })
}

/** A decision in the conversation: what, by whom, that it stands, and why; and whether it was carried out. */
export function DecisionLine({ decision, contact }: { decision: Decision; contact: ContactDetail }) {
  const { t } = useTranslation()
  const { moment, when } = useFormat()
  const decided = useDecided()
  const { can } = useSession()
  const { mine, agentName, basis, fulfilment, at } = decision
  // to the minute only for one's own: how long colleagues take is theirs to know (law 6)
  const by = mine
    ? t('decision.by_you', { when: moment(at) })
    : t('decision.by_somebody', { name: isolated(agentName ?? t('desk.colleague')), when: when(at) })
  return (
    <div>
      <Decided what={decided(decision)}>
        {by} · {t(`decision.basis_${basis}`)}
        {decision.corrects && ` · ${t('decision.adds')}`}
      </Decided>
      <p className={styles.reason}>
        <span dir="auto">{decision.reason}</span>
        {fulfilment !== 'none' && ` · ${t(`decision.fulfilment_${fulfilment}`)}`}
      </p>
      {fulfilment === 'refused' && <Refused decision={decision} contact={contact} />}
      <More decision={decision} contact={contact} />
      {!mine && agentName !== null && basis !== 'imported' && can('story.celebrate') && (
        <div className={styles.more}>
          <Celebrate of={{ of: 'decision', decisionId: decision.id }} label={t('stories.celebrate')} />
        </div>
      )}
    </div>
  )
}

type OfContact = { decision: Decision; contact: ContactDetail }

/** Why the client will not carry it out; to the customer people speak, not the machine. */
function Refused({ decision, contact }: OfContact) {
  const { t } = useTranslation()
  const asked = contact.supportRequests.find(({ refusedDecisionId }) => refusedDecisionId === decision.id)
  return (
    <div className={styles.refused}>
      {asked && (
        <p>
          {t('decision.refused_because')} <q dir="auto">{asked.reason}</q>
        </p>
      )}
      <p>{t(decision.mine ? 'decision.refused_stands_mine' : 'decision.refused_stands')}</p>
      {contact.mine && <p>{t('decision.refused_tell', { name: isolated(contact.customer.name) })}</p>}
    </div>
  )
}

/** On the latest of a chain: a correction only ever gives more. */
function More({ decision, contact }: OfContact) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const chain = chainOf(decision, contact.decisions)
  const first = chain.find(({ corrects }) => corrects === null)
  const refused = chain.some(({ fulfilment }) => fulfilment === 'refused')
  const latest = chain.at(-1)?.id === decision.id
  const counted = powerMeasure[decision.power] !== 'none' && decision.basis !== 'imported'
  if (!first?.mine || refused || !latest || !counted) return null
  const close = () => setOpen(false)
  if (!open)
    return (
      <div className={styles.more}>
        <ActButton kind="quiet" onClick={() => setOpen(true)}>
          {t('decisions.give_more')}
        </ActButton>
      </div>
    )
  return (
    <InlineForm onCancel={close}>
      <GiveMore decision={first} already={totalOf(chain)} mayAsk onDone={close} onClose={close} />
    </InlineForm>
  )
}
