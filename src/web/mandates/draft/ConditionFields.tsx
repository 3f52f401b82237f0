import { useTranslation } from 'react-i18next'
import type { DraftCondition } from '../../../core/mandate/draft.ts'
import { newLeaf } from '../../../core/mandate/edit-new.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { SelectField } from '../../ui/fields.tsx'
import styles from './Draft.module.css'
import { FaultNote } from './FaultNote.tsx'
import { LeafFields } from './LeafFields.tsx'

type ConditionFieldsProps = {
  when: DraftCondition
  place: string
  label: string
  /** how many groups it stands in: the document allows four */
  depth?: number
  onChange: (when: DraftCondition) => void
  onRemove?: () => void
}
type Shape = 'one' | 'all' | 'any' | 'not'
const deepest = 4

/** A condition: one comparison, or several under "all", "any" or "not", as deep as the document allows. */
export function ConditionFields(props: ConditionFieldsProps) {
  const { when, place, label, depth = 0, onChange, onRemove } = props
  const { t } = useTranslation()
  const shape = shapeOf(when)
  const shapes: Shape[] = depth < deepest ? ['one', 'all', 'any', 'not'] : ['one']
  return (
    <fieldset className={styles.condition} id={place}>
      <legend className={styles.legend}>{label}</legend>
      {(shapes.length > 1 || shape !== 'one') && (
        <SelectField
          label={t('draft.shape')}
          hideLabel
          options={[...new Set([...shapes, shape])].map((value) => ({
            value,
            label: t(`draft.shape_${value}`),
          }))}
          value={shape}
          onChange={(next) => onChange(reshape(when, next))}
        />
      )}
      <FaultNote place={place} />
      {shape === 'one' && <LeafFields when={when} place={place} onChange={onChange} />}
      {'not' in when && (
        <ConditionFields
          when={when.not}
          place={`${place}.not`}
          label={t('draft.part')}
          depth={depth + 1}
          onChange={(not) => onChange({ not })}
        />
      )}
      {('all' in when || 'any' in when) && <Parts {...props} depth={depth} />}
      {onRemove && (
        <ActButton kind="quiet" about={label} onClick={onRemove}>
          {t('draft.part_remove')}
        </ActButton>
      )}
    </fieldset>
  )
}

function Parts({ when, place, depth = 0, onChange }: ConditionFieldsProps) {
  const { t } = useTranslation()
  if (!('all' in when) && !('any' in when)) return null
  const [name, parts] = 'all' in when ? (['all', when.all] as const) : (['any', when.any] as const)
  const set = (next: DraftCondition[]) => onChange(name === 'all' ? { all: next } : { any: next })
  return (
    <>
      <FaultNote place={`${place}.${name}`} />
      {parts.map((part, i) => (
        <ConditionFields
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names; what is shown comes from the document
          key={i}
          when={part}
          place={`${place}.${name}[${i}]`}
          label={t('draft.part_nth', { number: i + 1 })}
          depth={depth + 1}
          onChange={(next) => set(parts.map((one, j) => (j === i ? next : one)))}
          {...(parts.length > 1 ? { onRemove: () => set(parts.filter((_, j) => j !== i)) } : {})}
        />
      ))}
      {parts.length < 20 && (
        <div className={styles.quiet}>
          <ActButton kind="quiet" onClick={() => set([...parts, newLeaf('years_with_client', 'number', [])])}>
            {t('draft.part_add')}
          </ActButton>
        </div>
      )}
    </>
  )
}

function shapeOf(when: DraftCondition): Shape {
  return 'all' in when ? 'all' : 'any' in when ? 'any' : 'not' in when ? 'not' : 'one'
}

/** As much of what was written as the other shape can hold. */
function reshape(when: DraftCondition, to: Shape): DraftCondition {
  const parts = 'all' in when ? when.all : 'any' in when ? when.any : 'not' in when ? [when.not] : [when]
  switch (to) {
    case 'all':
      return { all: parts }
    case 'any':
      return { any: parts }
    case 'not':
      return { not: parts.length === 1 ? parts[0]! : when }
    case 'one':
      return firstLeaf(when) ?? newLeaf('years_with_client', 'number', [])
  }
}

function firstLeaf(when: DraftCondition): DraftCondition | undefined {
  if ('not' in when) return firstLeaf(when.not)
  if ('all' in when || 'any' in when)
    return ('all' in when ? when.all : when.any).map(firstLeaf).find((leaf) => leaf !== undefined)
  return when
}
