import { useTranslation } from 'react-i18next'
import { amountPercents } from '../../core/training/amounts.ts'
import { SelectField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'

/** What the amounts of a case become: a bill that somebody might know again is another one. */
export function AmountsField({
  percent,
  onChange,
}: {
  percent: number
  onChange: (percent: number) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const named = (to: number) =>
    to === 100
      ? t('training.amounts_same')
      : t(to < 100 ? 'training.amounts_less' : 'training.amounts_more', {
          percent: format.percent(Math.abs(to - 100) / 100),
        })
  const offered: number[] = [...new Set([...amountPercents, percent])].sort((a, b) => a - b)
  return (
    <SelectField
      label={t('training.amounts')}
      hint={t('training.amounts_hint')}
      options={offered.map((to) => ({ value: String(to), label: named(to) }))}
      value={String(percent)}
      onChange={(to) => onChange(Number(to))}
    />
  )
}
