import { TextInput } from '@mantine/core'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decimalText, minorDigits } from '../../core/money/format.ts'
import { type MoneyFault, parseMoney } from '../../core/money/parse.ts'
import styles from './fields.module.css'
import { useShared } from './fields.tsx'
import { decimalSign } from './format.ts'

type MoneyFieldProps = {
  label: string
  hint?: string
  error?: string | boolean
  currency: string
  /** integer minor units; null while empty or unreadable */
  minor: number | null
  onChange: (minor: number | null) => void
  required?: boolean
  autoFocus?: boolean
  hideLabel?: boolean
  ref?: Ref<HTMLInputElement>
  onSubmit?: () => void
}

/** An amount, typed as people of any of the languages write it; told apart from mistakes while typing. */
export function MoneyField({ currency, minor, onChange, onSubmit, error, ref, ...field }: MoneyFieldProps) {
  const { t } = useTranslation()
  const digits = minorDigits(currency)
  const [typed, setTyped] = useState(() => written(minor, digits))
  const [left, setLeft] = useState(false)
  // an amount set from outside (a preset, a reset) replaces what was typed
  const read = readOf(typed, digits)
  const [seen, setSeen] = useState(minor)
  if (minor !== seen) {
    setSeen(minor)
    if (minor !== read.minor) setTyped(written(minor, digits))
  }

  function type(text: string) {
    const { minor: next } = readOf(text, digits)
    setTyped(text)
    setSeen(next)
    onChange(next)
  }

  // an unfinished "12," is no mistake yet
  const fault = read.fault !== 'empty' && (left || read.fault === 'not_a_number') ? read.fault : undefined
  const shared = useShared({
    ...field,
    value: typed,
    onChange: type,
    error: fault ? t(`ui.money_${fault}`, { count: digits }) : error,
  })
  return (
    <TextInput
      {...shared}
      ref={ref}
      classNames={{ ...shared.classNames, input: styles.money }}
      inputMode="decimal"
      autoComplete="off"
      attributes={{ input: { dir: 'ltr' } }}
      rightSection={<span className={styles.currency}>{currency}</span>}
      rightSectionWidth={48}
      onChange={(event) => type(event.currentTarget.value)}
      onFocus={() => setLeft(false)}
      onBlur={() => {
        setLeft(true)
        if (read.minor !== null) setTyped(written(read.minor, digits))
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && onSubmit) {
          event.preventDefault()
          onSubmit()
        }
      }}
    />
  )
}

function readOf(typed: string, digits: number): { minor: number | null; fault?: MoneyFault } {
  const parsed = parseMoney(typed, { digits, decimal: decimalSign() })
  return 'minor' in parsed ? parsed : { minor: null, fault: parsed.fault }
}

function written(minor: number | null, digits: number): string {
  if (minor === null) return ''
  return decimalText(minor, digits).replace('.', decimalSign())
}
