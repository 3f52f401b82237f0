import { useTranslation } from 'react-i18next'
import { comparisons, factTypes, typeOfFact } from '../../../core/mandate/condition.ts'
import type { DraftCondition } from '../../../core/mandate/draft.ts'
import { newLeaf } from '../../../core/mandate/edit-new.ts'
import { sayFact } from '../../../core/mandate/say-condition.ts'
import { minorDigits } from '../../../core/money/format.ts'
import { SelectField } from '../../ui/fields.tsx'
import { useSaying } from '../../ui/saying.ts'
import styles from './Draft.module.css'
import { FaultNote } from './FaultNote.tsx'
import { FigureField } from './FigureField.tsx'
import { SetFields } from './SetFields.tsx'
import { useWriting } from './writing.ts'

type Leaf = Exclude<DraftCondition, { all: unknown } | { any: unknown } | { not: unknown }>
type LeafFieldsProps = { when: DraftCondition; place: string; onChange: (when: DraftCondition) => void }

/** One comparison of one fact, in the fact's own unit. */
export function LeafFields({ when, place, onChange }: LeafFieldsProps) {
  const { t } = useTranslation()
  const say = useSaying()
  const { document, currencies } = useWriting()
  const own = document.facts ?? []
  const leaf = when as Leaf
  const type = typeOfFact(leaf.fact, own)
  const names = [...Object.keys(factTypes), ...own.map(({ name }) => name)]
  const facts = (names.includes(leaf.fact) ? names : [leaf.fact, ...names]).filter((name) => name !== '')
  const isSet = leaf.is === 'one_of'
  return (
    <div className={styles.leaf}>
      <SelectField
        label={t('draft.fact')}
        options={facts.map((value) => ({ value, label: say(sayFact(value)) }))}
        value={leaf.fact}
        onChange={(fact) => onChange(newLeaf(fact, typeOfFact(fact, own) ?? 'number', currencies))}
      />
      {(type === 'number' || type === 'money') && (
        <SelectField
          label={t('draft.comparison')}
          options={[...comparisons, ...(type === 'number' ? (['one_of'] as const) : [])].map((value) => ({
            value,
            label: t(`draft.is_${value}`),
          }))}
          value={leaf.is}
          onChange={(is) => onChange(compared(leaf, is))}
        />
      )}
      {'minor' in leaf &&
        [...new Set([...currencies, ...Object.keys(leaf.minor)])].map((key) => (
          <FigureField
            key={key}
            label={t('draft.value_in', { unit: key })}
            unit={key}
            digits={minorDigits(key)}
            value={leaf.minor[key] ?? null}
            onChange={(minor) => onChange({ ...leaf, minor: { ...leaf.minor, [key]: minor } })}
          />
        ))}
      {type === 'number' && 'value' in leaf && (
        <FigureField
          label={t('draft.value')}
          unit={leaf.fact in units ? t(units[leaf.fact as keyof typeof units]) : ''}
          digits={0}
          value={typeof leaf.value === 'number' ? leaf.value : null}
          onChange={(value) => onChange({ ...leaf, value })}
        />
      )}
      {type === 'boolean' && 'value' in leaf && (
        <SelectField
          label={t('draft.value')}
          options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`rule.${value}`) }))}
          value={leaf.value === false ? 'no' : 'yes'}
          onChange={(value) => onChange({ ...leaf, value: value === 'yes' })}
        />
      )}
      {(type === 'text' || isSet) && (
        <SetFields
          fact={leaf.fact}
          numbers={type === 'number'}
          values={'values' in leaf ? leaf.values : 'value' in leaf ? [leaf.value as string] : []}
          onChange={(values) => onChange({ fact: leaf.fact, is: 'one_of', values })}
        />
      )}
      <FaultNote place={`${place}.fact`} />
      <FaultNote place={`${place}.values`} />
      <FaultNote place={`${place}.minor`} />
      <FaultNote place={`${place}.is`} />
    </div>
  )
}

/** The same comparison by another measure: what was written is kept as far as it goes. */
function compared(leaf: Leaf, is: Leaf['is']): DraftCondition {
  if ('minor' in leaf) return is === 'one_of' ? leaf : { ...leaf, is }
  const { fact } = leaf
  if (is === 'one_of')
    return { fact, is, values: 'value' in leaf && leaf.value !== null ? [leaf.value as number] : [] }
  return { fact, is, value: 'value' in leaf ? leaf.value : (leaf.values[0] ?? null) }
}

const units = {
  years_with_client: 'draft.unit_years',
  days_late: 'draft.unit_days',
  refunds_12_months: 'draft.unit_count',
} as const
