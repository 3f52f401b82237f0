import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import type { ToldFact } from '../../contract/fact.ts'
import type { Authority } from '../../contract/mandate.ts'
import type { CustomFact } from '../../core/mandate/condition.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { factsOf } from '../../core/mandate/evaluate.ts'
import { sayFact } from '../../core/mandate/say-condition.ts'
import { listTellable, readToldText, type ToldValue } from '../../core/mandate/tell.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { useSaying } from '../ui/saying.ts'
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
  const say = useSaying()
  const { when, sentence } = useFormat()
  const tell = useAct('fact.tellOfContact')
  const [open, setOpen] = useState(told === undefined)
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const name = sentence(say(sayFact(fact.name)))
  const value = readToldText(text.trim(), fact.type)

  function note() {
    setTried(true)
    if (value === null) return
    tell.run({ params: { contactId }, body: { facts: { [fact.name]: value } } }, () => {
      setOpen(false)
      setText('')
      setTried(false)
    })
  }
  if (!open && told)
    return (
      <Row>
        <span>
          {t('power.fact_told', {
            fact: name,
            value: wordOf(told.value, t('rule.yes'), t('rule.no')),
            source: t(`power.fact_from_${told.source}`),
            when: when(told.at),
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
        {fact.type === 'boolean' ? (
          <SelectField
            label={name}
            options={[
              { value: '', label: t('power.fact_unknown') },
              { value: 'yes', label: t('rule.yes') },
              { value: 'no', label: t('rule.no') },
            ]}
            value={text}
            onChange={setText}
            error={tried && value === null ? t('power.fact_needed_boolean') : undefined}
          />
        ) : (
          <TextField
            label={name}
            inputMode={fact.type === 'number' ? 'numeric' : undefined}
            maxLength={fact.type === 'number' ? 10 : 40}
            value={text}
            onChange={(typed) => setText(fact.type === 'number' ? plainDigits(typed) : typed)}
            error={tried && value === null ? t(`power.fact_needed_${fact.type}`) : undefined}
          />
        )}
        <ActButton busy={tell.busy} about={name} onClick={note}>
          {t('power.fact_note')}
        </ActButton>
      </Row>
      <ProblemNote problem={tell.problem} />
    </>
  )
}

function wordOf(value: ToldValue, yes: string, no: string): string {
  return typeof value === 'boolean' ? (value ? yes : no) : `\u2068${value}\u2069`
}

function plainDigits(typed: string): string {
  return typed.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
}
