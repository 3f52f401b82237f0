import { useTranslation } from 'react-i18next'
import { type PowerKind, powerKinds } from '../../core/mandate/document.ts'
import { SelectField } from '../ui/fields.tsx'

/** Which power it is about. */
export function PowerField({ value, onChange }: { value: PowerKind; onChange: (power: PowerKind) => void }) {
  const { t } = useTranslation()
  return (
    <SelectField
      label={t('guarantee.power')}
      options={powerKinds.map((kind) => ({ value: kind, label: t(`power.${kind}`) }))}
      value={value}
      onChange={onChange}
    />
  )
}
