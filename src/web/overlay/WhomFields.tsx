import { useTranslation } from 'react-i18next'
import type { Comparison } from '../../core/mandate/condition.ts'
import { useTouchpoint } from '../desk/naming.ts'
import { languages, ownNames } from '../language.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Row } from '../ui/Page.tsx'
import { type WhomFact, type WhomLine, whomFacts } from './draft.ts'
import styles from './Overlay.module.css'

const channels = ['web', 'mail', 'phone'] as const
const measures = ['at_least', 'at_most', 'equal'] as const satisfies Comparison[]

type WhomFieldsProps = {
  lines: readonly WhomLine[]
  touchpoints: readonly string[]
  faults: Record<string, string | undefined>
  onChange: (lines: WhomLine[]) => void
}

/** The customers it is for: everybody, or those of whom each line holds. */
export function WhomFields({ lines, touchpoints, faults, onChange }: WhomFieldsProps) {
  const { t } = useTranslation()
  const touchpoint = useTouchpoint()
  const choices = {
    touchpoint: touchpoints.map((value) => ({ value, label: touchpoint(value) })),
    channel: channels.map((value) => ({ value, label: t(`rule.channel_${value}`) })),
    language: languages.map((value) => ({ value, label: ownNames[value] })),
  }
  const firstOf = (fact: WhomFact) =>
    fact === 'years_with_client' || fact === 'days_late' ? '' : (choices[fact][0]?.value ?? '')
  const set = (nth: number, line: WhomLine) => onChange(lines.map((one, i) => (i === nth ? line : one)))

  return (
    <>
      {lines.length === 0 && <p>{t('overlay.for_all')}</p>}
      {lines.map((line, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
        <div key={nth} className={styles.row}>
          <SelectField
            label={t('overlay.whom_fact')}
            options={(Object.keys(whomFacts) as WhomFact[]).map((value) => ({
              value,
              label: t(`rule.fact_${value}`),
            }))}
            value={line.fact}
            onChange={(fact) =>
              set(nth, {
                fact,
                is: whomFacts[fact] === 'number' ? 'at_least' : 'equal',
                value: firstOf(fact),
              })
            }
          />
          {whomFacts[line.fact] === 'number' && (
            <SelectField
              label={t('overlay.whom_is')}
              options={measures.map((value) => ({ value, label: t(`overlay.is_${value}`) }))}
              value={line.is as (typeof measures)[number]}
              onChange={(is) => set(nth, { ...line, is })}
            />
          )}
          {line.fact === 'years_with_client' || line.fact === 'days_late' ? (
            <TextField
              label={t('overlay.whom_number')}
              inputMode="numeric"
              maxLength={6}
              value={line.value}
              onChange={(text) => set(nth, { ...line, value: wholeOf(text) })}
              error={faults[`whom.${nth}`]}
            />
          ) : (
            <SelectField
              label={t('overlay.whom_value')}
              options={choices[line.fact]}
              value={line.value}
              onChange={(value) => set(nth, { ...line, value })}
              error={faults[`whom.${nth}`]}
            />
          )}
          <ActButton
            kind="quiet"
            about={t(`rule.fact_${line.fact}`)}
            onClick={() => onChange(lines.filter((_, i) => i !== nth))}
          >
            {t('overlay.whom_remove')}
          </ActButton>
        </div>
      ))}
      <Row>
        <ActButton
          onClick={() =>
            onChange([...lines, { fact: 'touchpoint', is: 'equal', value: firstOf('touchpoint') }])
          }
        >
          {t(lines.length === 0 ? 'overlay.whom_add' : 'overlay.whom_more')}
        </ActButton>
      </Row>
    </>
  )
}

/** Digits of any of the languages. */
function wholeOf(text: string): string {
  return text.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/\D/g, '')
}
