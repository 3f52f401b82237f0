import { useTranslation } from 'react-i18next'
import { SelectField } from '../ui/fields.tsx'
import { MoneyField } from '../ui/MoneyField.tsx'
import type { Draft } from './draft.ts'

type Props = {
  draft: Draft
  currency: string
  currencies: readonly string[]
  onChange: (part: Partial<Draft>) => void
  fault: string | undefined
}

/** How much, and in which of the client's currencies. */
export function PayFields({ draft, currency, currencies, onChange, fault }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {currencies.length > 1 && (
        <SelectField
          label={t('feedback.currency_label')}
          options={currencies.map((value) => ({ value, label: value }))}
          value={currency}
          onChange={(next) => onChange({ currency: next })}
        />
      )}
      <MoneyField
        label={t('feedback.pay_label')}
        currency={currency}
        minor={draft.minor}
        onChange={(minor) => onChange({ minor })}
        error={fault}
      />
    </>
  )
}
