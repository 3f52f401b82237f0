import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decimalText } from '../../../core/money/format.ts'
import { type MoneyFault, parseMoney } from '../../../core/money/parse.ts'
import fieldStyles from '../../ui/fields.module.css'
import { useShared } from '../../ui/fields.tsx'
import { decimalSign } from '../../ui/format.ts'
import styles from './Figure.module.css'
import { reachOf, steppedBy } from './reach.ts'

type FigureFieldProps = {
  label: string
  hint?: string
  error?: string
  /** what is counted: a currency, "days", "%" */
  unit: string
  /** decimals of the figure; the value counts the smallest unit */
  digits: number
  value: number | null
  onChange: (value: number | null) => void
  /** no further than this, where there is an end */
  most?: number
  /** stands there while nothing is written */
  placeholder?: string
  /** moved by a slider besides being typed */
  slide?: boolean
}

/** A figure of a mandate: typed, moved by the arrow keys, or dragged; each move is told at once. */
export function FigureField({
  unit,
  digits,
  value,
  onChange,
  most = 1_000_000_000,
  placeholder,
  slide,
  error,
  ...field
}: FigureFieldProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(() => written(value, digits))
  const [seen, setSeen] = useState(value)
  const [top, setTop] = useState(() => reachOf(value, digits, most))
  // set from outside: dragged, taken from somebody else, brought back
  if (value !== seen) {
    setSeen(value)
    if (value !== readOf(typed, digits).value) setTyped(written(value, digits))
  }
  const { fault } = readOf(typed, digits)

  function set(next: number | null) {
    setSeen(next)
    setTyped(written(next, digits))
    onChange(next)
  }
  function type(text: string) {
    setTyped(text)
    const read = readOf(text, digits).value
    const next = read === null ? null : Math.min(read, most)
    setSeen(next)
    onChange(next)
  }
  function step(event: KeyboardEvent) {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    set(Math.min(most, steppedBy(value ?? 0, by, top)))
  }
  const wrong = fault && fault !== 'empty' ? t(`ui.money_${fault}`, { count: digits }) : error
  const shared = useShared({ ...field, value: typed, onChange: type, error: wrong })
  return (
    <div className={styles.figure}>
      <TextInput
        {...shared}
        classNames={{ ...shared.classNames, input: `${fieldStyles.money} ${styles.input}` }}
        inputMode={digits > 0 ? 'decimal' : 'numeric'}
        autoComplete="off"
        placeholder={placeholder}
        attributes={{ input: { dir: 'ltr' } }}
        rightSection={<span className={styles.unit}>{unit}</span>}
        rightSectionWidth={64}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={step}
        onBlur={() => {
          setTyped(written(value, digits))
          if (value !== null && value > top) setTop(reachOf(value, digits, most))
        }}
      />
      {slide && (
        // the arrow keys do the same in the field itself, where its name is
        <input
          type="range"
          className={styles.slide}
          aria-hidden="true"
          tabIndex={-1}
          min={0}
          max={Math.max(top, value ?? 0)}
          step={steppedBy(0, 1, top)}
          value={value ?? 0}
          onChange={(event) => set(Number(event.currentTarget.value))}
        />
      )}
    </div>
  )
}

function readOf(typed: string, digits: number): { value: number | null; fault?: MoneyFault } {
  const parsed = parseMoney(typed, { digits, decimal: decimalSign() })
  return 'minor' in parsed ? { value: parsed.minor } : { value: null, fault: parsed.fault }
}

function written(value: number | null, digits: number): string {
  return value === null ? '' : decimalText(value, digits).replace('.', decimalSign())
}
