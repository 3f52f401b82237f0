import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../language.ts'
import { CheckField, TextField } from '../../ui/fields.tsx'
import { useSaying } from '../../ui/saying.ts'
import styles from './Draft.module.css'
import { useWriting } from './writing.ts'

type Value = string | number | null
type SetFieldsProps = {
  fact: string
  /** members are whole numbers */
  numbers: boolean
  values: readonly Value[]
  onChange: (values: (string | number)[]) => void
}

const channels = ['web', 'mail', 'phone']

/** Any of these: ticked where we know what there is, written where the client's own codes are meant. */
export function SetFields({ fact, numbers, values, onChange }: SetFieldsProps) {
  const { t } = useTranslation()
  const say = useSaying()
  const { touchpoints } = useWriting()
  const known =
    fact === 'touchpoint'
      ? touchpoints
      : fact === 'channel'
        ? channels
        : fact === 'language'
          ? languages
          : null
  const chosen = values.filter((value) => value !== null && value !== '') as (string | number)[]
  if (!known) return <Codes numbers={numbers} values={chosen} onChange={onChange} />
  const all = [...new Set([...known, ...chosen.map(String)])]
  const named = (code: string) =>
    fact === 'touchpoint'
      ? say({ key: `touchpoint.${code}`, values: {}, otherwise: code })
      : say({ key: `rule.${fact}_${code}`, values: {}, otherwise: code })
  return (
    <fieldset className={styles.set}>
      <legend className={styles.label}>{t('draft.one_of')}</legend>
      <div className={styles.checks}>
        {all.map((code) => (
          <CheckField
            key={code}
            label={named(code)}
            checked={chosen.includes(code)}
            onChange={(on) => onChange(on ? [...chosen, code] : chosen.filter((one) => one !== code))}
          />
        ))}
      </div>
    </fieldset>
  )
}

function Codes({
  numbers,
  values,
  onChange,
}: Pick<SetFieldsProps, 'numbers' | 'onChange'> & { values: (string | number)[] }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(values.join(', '))
  const shown = read(typed, numbers).join() === values.join() ? typed : values.join(', ')
  return (
    <TextField
      label={t('draft.one_of')}
      hint={t(numbers ? 'draft.one_of_numbers' : 'draft.one_of_codes')}
      value={shown}
      onChange={(text) => {
        setTyped(text)
        onChange(read(text, numbers))
      }}
    />
  )
}

function read(text: string, numbers: boolean): (string | number)[] {
  const parts = text
    .split(/[,،;\s]+/)
    .filter((part) => part !== '')
    .slice(0, 50)
  if (!numbers) return parts.map((part) => part.slice(0, 40))
  return parts.map(Number).filter((value) => Number.isSafeInteger(value) && Math.abs(value) <= 1_000_000_000)
}
