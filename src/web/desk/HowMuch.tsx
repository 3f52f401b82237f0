import { useTranslation } from 'react-i18next'
import { TextField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { MoneyField } from '../ui/MoneyField.tsx'
import styles from './May.module.css'
import type { PowerNow } from './powers.ts'
import type { Asked } from './use-asked.ts'

type HowMuchProps = { power: PowerNow; asked: Asked; currency: string; tried: boolean }

/** How many suggestions fit on one line. */
const suggestionsShown = 3
const nativeDigits = /[٠-٩۰-۹]/g

/** The amount or the days. A power counted in neither has nothing to fill in here. */
export function HowMuch({ power, asked, currency, tried }: HowMuchProps) {
  const { t } = useTranslation()
  const { measure, most } = power.availability
  if (measure === 'none') return null
  if (measure === 'days') {
    return (
      <TextField
        label={t('power.how_many_days')}
        inputMode="numeric"
        autoFocus
        maxLength={3}
        value={asked.days === null ? '' : String(asked.days)}
        error={tried && !asked.days ? t('power.days_needed') : undefined}
        onChange={(typed) => asked.setDays(readDays(typed))}
      />
    )
  }
  const suggestions = [...asked.mentioned, ...(most && Number.isFinite(most) ? [most] : [])]
    .filter((minor, nth, all) => minor !== asked.minor && all.indexOf(minor) === nth)
    .slice(0, suggestionsShown)
  return (
    <div>
      <MoneyField
        label={t('power.how_much')}
        currency={currency}
        minor={asked.minor}
        onChange={asked.setMinor}
        error={tried && !asked.minor ? t('power.amount_needed') : undefined}
        autoFocus
      />
      {suggestions.length > 0 && (
        <Suggestions
          label={t('power.amounts')}
          most={most}
          texts={suggestions.map((minor) => ({ key: String(minor), minor, currency }))}
          onChoose={asked.setMinor}
        />
      )}
    </div>
  )
}

type SuggestionsProps = {
  label: string
  most: number | null
  texts: { key: string; minor: number; currency: string }[]
  onChoose: (minor: number) => void
}

function Suggestions({ label, most, texts, onChoose }: SuggestionsProps) {
  const { t } = useTranslation()
  const { money } = useFormat()
  return (
    <ul className={styles.chips} aria-label={label}>
      {texts.map(({ key, ...of }) => (
        <li key={key}>
          <button type="button" className={styles.chip} onClick={() => onChoose(of.minor)}>
            {of.minor === most ? t('power.at_most', { amount: money(of) }) : <bdi>{money(of)}</bdi>}
          </button>
        </li>
      ))}
    </ul>
  )
}

function readDays(typed: string): number | null {
  const plain = typed.replace(nativeDigits, (digit) => String(digit.charCodeAt(0) & 0xf))
  const days = Number.parseInt(plain.replace(/\D/g, ''), 10)
  return Number.isNaN(days) || days < 1 ? null : Math.min(days, 366)
}
