import { Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core'
import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './fields.module.css'

type FieldProps = {
  label: string
  /** what helps to fill it in */
  hint?: ReactNode
  /** what to put right; `true` where only the server knows */
  error?: string | boolean
  value: string
  onChange: (value: string) => void
  name?: string
  required?: boolean
  disabled?: boolean
  autoFocus?: boolean
  autoComplete?: string
  maxLength?: number
  /** the label is read aloud, not shown: only where the place itself says it */
  hideLabel?: boolean
}

type TextFieldProps = FieldProps & {
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'date'
  placeholder?: string
  inputMode?: 'text' | 'decimal' | 'numeric'
  ref?: Ref<HTMLInputElement>
}

export function TextField({ type = 'text', placeholder, inputMode, ref, ...field }: TextFieldProps) {
  // addresses are written left to right wherever they stand; words follow their own script
  const leftToRight = type === 'email' || type === 'url' || type === 'tel'
  return (
    <TextInput
      {...useShared(field)}
      ref={ref}
      type={type}
      attributes={{
        input: { dir: leftToRight ? 'ltr' : type === 'date' ? undefined : ownDirection(field.value) },
      }}
      placeholder={placeholder}
      inputMode={inputMode}
      onChange={(event) => field.onChange(event.currentTarget.value)}
    />
  )
}

export function PasswordField({ minLength, ...field }: FieldProps & { minLength?: number }) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      {...useShared(field)}
      minLength={minLength}
      visibilityToggleButtonProps={{ 'aria-label': t('ui.show_password'), tabIndex: 0, 'aria-hidden': false }}
      onChange={(event) => field.onChange(event.currentTarget.value)}
    />
  )
}

type TextAreaFieldProps = FieldProps & {
  placeholder?: string
  rows?: number
  ref?: Ref<HTMLTextAreaElement>
  /** sends with Ctrl or Cmd and Enter */
  onSubmit?: () => void
}

export function TextAreaField({ placeholder, rows = 3, ref, onSubmit, ...field }: TextAreaFieldProps) {
  return (
    <Textarea
      {...useShared(field)}
      ref={ref}
      attributes={{ input: { dir: ownDirection(field.value) } }}
      rows={rows}
      placeholder={placeholder}
      onChange={(event) => field.onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        // the keyboard's way out: single keys are heard again
        if (event.key === 'Escape') event.currentTarget.blur()
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !onSubmit) return
        event.preventDefault()
        event.stopPropagation()
        onSubmit()
      }}
    />
  )
}

/** Words follow their own script; an empty field the page's, or its placeholder would stand the wrong way round. */
function ownDirection(value: string): 'auto' | undefined {
  return value === '' ? undefined : 'auto'
}

type SelectFieldProps<Value extends string> = Omit<FieldProps, 'value' | 'onChange' | 'maxLength'> & {
  options: { value: Value; label: string }[]
  value: Value
  onChange: (value: Value) => void
}

export function SelectField<Value extends string>({ options, onChange, ...field }: SelectFieldProps<Value>) {
  return (
    <NativeSelect
      {...useShared({ ...field, onChange: () => undefined })}
      data={options}
      onChange={(event) => onChange(event.currentTarget.value as Value)}
    />
  )
}

type CheckFieldProps = {
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}

export function CheckField({ label, hint, checked, onChange, disabled }: CheckFieldProps) {
  return (
    <Checkbox
      classNames={{
        root: styles.check,
        input: styles.box,
        label: styles.checkLabel,
        description: styles.checkHint,
      }}
      label={label}
      description={hint}
      checked={checked}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

/** What every field of Mantine gets from ours. */
export function useShared({ label, hint, error, value, hideLabel, onChange: _, ...rest }: FieldProps) {
  const { t } = useTranslation()
  return {
    ...rest,
    value,
    label: hideLabel ? undefined : label,
    'aria-label': hideLabel ? label : undefined,
    description: hint,
    error: error === true ? t('ui.field_check') : error,
    withAsterisk: false,
    classNames: {
      root: styles.field,
      label: styles.label,
      description: styles.hint,
      error: styles.error,
      input: styles.input,
    },
  }
}
