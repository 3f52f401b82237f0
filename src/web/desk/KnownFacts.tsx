import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import type { ToldFact } from '../../contract/fact.ts'
import type { CustomFact } from '../../core/mandate/condition.ts'
import type { ResultOf } from '../api.ts'
import { useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { Row } from '../ui/Page.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import { FactField, useFactWords, useTelling } from './FactField.tsx'
import { InlineForm } from './InlineForm.tsx'
import styles from './May.module.css'
import { isolated } from './naming.ts'

/** What the mandate may ask about this customer: what is known, who said so and when; the agent notes the rest. */
export function KnownFacts({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation()
  const known = useRead('fact.list', { params: { contactId: contact.id } })
  if (!known.data) return <Loading of={known} />
  const mine = contact.mine && contact.state !== 'closed'
  // what nobody knows matters to who may find it out
  const lines = linesOf(known.data).filter(({ told }) => mine || told.length > 0)
  if (lines.length === 0) return null
  return (
    <details className={styles.details} open>
      <summary>{t('desk.facts')}</summary>
      <ul>
        {lines.map((line) => (
          <FactLine key={line.name} contactId={contact.id} line={line} mine={mine} />
        ))}
      </ul>
      {mine && lines.some(({ type }) => type) && <p>{t('desk.facts_what')}</p>}
    </details>
  )
}

type FactLineOf = {
  name: string
  /** left out: nobody at the desk may tell it */
  type?: CustomFact['type'] | undefined
  /** of the customer whatever the matter, then of this matter, which goes before */
  told: readonly ToldFact[]
}

/** What was told, and what the mandate asks and nobody has told. */
function linesOf({ items, tellable }: ResultOf<'fact.list'>): FactLineOf[] {
  const asked = tellable.filter((fact) => fact.asked).map(({ name }) => name)
  const names = [...new Set([...asked, ...items.map(({ name }) => name)])]
  return names.map((name) => ({
    name,
    type: tellable.find((fact) => fact.name === name)?.type,
    told: items
      .filter((one) => one.name === name)
      .sort((a, b) => Number(a.about === 'contact') - Number(b.about === 'contact')),
  }))
}

type FactLineProps = { contactId: string; line: FactLineOf; mine: boolean }

function FactLine({ contactId, line: { name, type, told }, mine }: FactLineProps) {
  const { t } = useTranslation()
  const { nameOf, wordOf } = useFactWords()
  const [open, setOpen] = useState(false)
  const fact = nameOf(name)
  const tells = mine && type !== undefined && !open
  return (
    <li>
      <Row end={tells}>
        <div>
          {told.length === 0 && t('desk.fact_unknown', { fact: isolated(fact) })}
          {told.map((one) => (
            <div key={one.about}>
              {t(one.about === 'contact' && told.length > 1 ? 'desk.fact_here' : 'desk.fact', {
                fact: isolated(fact),
                value: wordOf(one.value),
              })}
              <span className={styles.source}>
                {t(`power.fact_from_${one.source}`)} · <When at={one.at} day={one.day} />
              </span>
            </div>
          ))}
        </div>
        {tells && (
          <ActButton kind="quiet" about={fact} onClick={() => setOpen(true)}>
            {t(told.length > 0 ? 'power.fact_change' : 'power.fact_note')}
          </ActButton>
        )}
      </Row>
      {open && type && (
        <Telling
          contactId={contactId}
          fact={{ name, type }}
          noted={told.some(({ about }) => about === 'contact')}
          onClose={() => setOpen(false)}
        />
      )}
    </li>
  )
}

type TellingProps = {
  contactId: string
  fact: CustomFact
  /** something was noted of this matter, and may be taken back */
  noted: boolean
  onClose: () => void
}

function Telling({ contactId, fact, noted, onClose }: TellingProps) {
  const { t } = useTranslation()
  const telling = useTelling(contactId, fact)
  return (
    <InlineForm onCancel={onClose}>
      <form
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          telling.note(onClose)
        }}
      >
        <FactField fact={fact} telling={telling} autoFocus />
        <ProblemNote problem={telling.problem} />
        <Row>
          <ActButton type="submit" keys="Enter" busy={telling.busy}>
            {t('power.fact_note')}
          </ActButton>
          {noted && (
            <ActButton kind="quiet" busy={telling.busy} onClick={() => telling.forget(onClose)}>
              {t('desk.fact_forget')}
            </ActButton>
          )}
          <ActButton kind="quiet" keys="Escape" onClick={onClose}>
            {t('desk.cancel')}
          </ActButton>
        </Row>
      </form>
    </InlineForm>
  )
}
