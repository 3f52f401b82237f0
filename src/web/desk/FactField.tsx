import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomFact } from '../../core/mandate/condition.ts'
import { sayFact } from '../../core/mandate/say-condition.ts'
import { readToldText, type ToldValue } from '../../core/mandate/tell.ts'
import { useAct } from '../queries.ts'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { useKept } from '../ui/kept.ts'
import { useSaying } from '../ui/saying.ts'

type Telling = ReturnType<typeof useTelling>

/** What one knows of a matter, being written: kept while it is not sent. */
export function useTelling(contactId: string, fact: CustomFact) {
  const tell = useAct('fact.tellOfContact')
  const [text, setText, drop] = useKept(`fact.${contactId}.${fact.name}`, '')
  const [tried, setTried] = useState(false)
  const value = readToldText(text.trim(), fact.type)

  function send(told: ToldValue | null, onDone: () => void) {
    tell.run({ params: { contactId }, body: { facts: { [fact.name]: told } } }, () => {
      drop()
      setTried(false)
      onDone()
    })
  }
  return {
    text,
    setText,
    /** nothing that the fact could be, and it was tried */
    faulty: tried && value === null,
    note(onDone: () => void) {
      setTried(true)
      if (value !== null) send(value, onDone)
    },
    /** what was noted of this matter is no longer known */
    forget: (onDone: () => void) => send(null, onDone),
    busy: tell.busy,
    problem: tell.problem,
  }
}

type FactFieldProps = { fact: CustomFact; telling: Telling; autoFocus?: boolean }

export function FactField({ fact, telling, autoFocus }: FactFieldProps) {
  const { t } = useTranslation()
  const { nameOf } = useFactWords()
  const shared = {
    label: nameOf(fact.name),
    value: telling.text,
    error: telling.faulty ? t(`power.fact_needed_${fact.type}`) : undefined,
    autoFocus,
  }
  if (fact.type === 'boolean')
    return (
      <SelectField
        {...shared}
        options={[
          { value: '', label: t('power.fact_unknown') },
          { value: 'yes', label: t('rule.yes') },
          { value: 'no', label: t('rule.no') },
        ]}
        onChange={telling.setText}
      />
    )
  const number = fact.type === 'number'
  return (
    <TextField
      {...shared}
      inputMode={number ? 'numeric' : undefined}
      autoComplete="off"
      maxLength={number ? 10 : 40}
      onChange={(typed) => telling.setText(number ? plainDigits(typed) : typed)}
    />
  )
}

/** A fact's name and value as words of the page. */
export function useFactWords() {
  const { t } = useTranslation()
  const say = useSaying()
  const { sentence } = useFormat()
  return {
    nameOf: (name: string) => sentence(say(sayFact(name))),
    wordOf: (value: ToldValue) =>
      typeof value === 'boolean' ? t(value ? 'rule.yes' : 'rule.no') : `\u2068${value}\u2069`,
  }
}

function plainDigits(typed: string): string {
  return typed.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
}
