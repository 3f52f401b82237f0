import { TextField } from '../ui/fields.tsx'

type WholeFieldProps = {
  label: string
  hint?: string
  error?: string
  value: number | null
  onChange: (value: number | null) => void
}

/** A whole number, typed with the digits of any of the languages. */
export function WholeField({ value, onChange, ...field }: WholeFieldProps) {
  function type(text: string) {
    const digits = text
      .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
      .replace(/\D/g, '')
      .slice(0, 6)
    onChange(digits === '' ? null : Number(digits))
  }
  return (
    <TextField {...field} inputMode="numeric" value={value === null ? '' : String(value)} onChange={type} />
  )
}
