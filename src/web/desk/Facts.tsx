import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import type { ToldFact } from '../../contract/fact.ts'
import type { Authority } from '../../contract/mandate.ts'
import type { CustomFact } from '../../core/mandate/condition.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { factsOf } from '../../core/mandate/evaluate.ts'
import { listTellable } from '../../core/mandate/tell.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { FactField, useFactWords, useTelling } from './FactField.tsx'
import styles from './May.module.css'
import type { Mandate } from './powers.ts'

type FactsProps = {
  contact: ContactDetail
  authority: Authority
  mandate: Mandate
  kind: PowerKind
  /** facts that stand in the way because nobody knows them */
  missing: readonly string[]
}

/** What the mandate asks for and an agent may know: what is missing is noted here, what was told shows its source. */
export function Facts({ contact, authority, mandate, kind, missing }: FactsProps) {
  const { document } = mandate
  const named = factsOf(document, authority.overlays, kind)
  const asked = listTellable(document.facts ?? []).filter(({ name }) => named.includes(name))
  const lines = asked.filter(
    ({ name }) => missing.includes(name) || authority.told.some((one) => one.name === name),
  )
  if (lines.length === 0) return null
  return (
    <div className={styles.facts}>
      {lines.map((fact) => (
        <Fact
          key={fact.name}
          contactId={contact.id}
          fact={fact}
          told={
            authority.told.find((one) => one.name === fact.name && one.about === 'contact') ??
            authority.told.find((one) => one.name === fact.name)
          }
        />
      ))}
    </div>
  )
}

type FactProps = { contactId: string; fact: CustomFact; told: ToldFact | undefined }

function Fact({ contactId, fact, told }: FactProps) {
  const { t } = useTranslation()
  const { nameOf, wordOf } = useFactWords()
  const { when, date } = useFormat()
  const telling = useTelling(contactId, fact)
  const [open, setOpen] = useState(told === undefined)
  const name = nameOf(fact.name)
  if (!open && told)
    return (
      <Row>
        <span>
          {t('power.fact_told', {
            fact: name,
            value: wordOf(told.value),
            source: t(`power.fact_from_${told.source}`),
            when: told.day ? date(told.day) : when(told.at),
          })}
        </span>
        <ActButton kind="quiet" about={name} onClick={() => setOpen(true)}>
          {t('power.fact_change')}
        </ActButton>
      </Row>
    )
  return (
    <>
      <p>{t('power.fact_asked', { fact: name })}</p>
      <Row>
        <FactField fact={fact} telling={telling} />
        <ActButton busy={telling.busy} about={name} onClick={() => telling.note(() => setOpen(false))}>
          {t('power.fact_note')}
        </ActButton>
      </Row>
      <ProblemNote problem={telling.problem} />
    </>
  )
}
