import { useTranslation } from 'react-i18next'
import { rubricParts } from '../../core/guarantee/feedback.ts'
import { CheckField, TextField } from '../ui/fields.tsx'
import type { Draft } from './draft.ts'

type Props = {
  draft: Draft
  onChange: (part: Partial<Draft>) => void
  fault: string | undefined
  /** sent back because it did not say what it covers */
  unscoped: boolean
}

/** A score of a conversation, on the parts it names. There is no part for what was decided. */
export function ScoreFields({ draft, onChange, fault, unscoped }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <TextField
        label={t('feedback.score_label')}
        hint={t('feedback.score_hint')}
        inputMode="numeric"
        value={draft.score}
        onChange={(score) => onChange({ score })}
        error={fault}
      />
      <fieldset>
        <legend>{t('feedback.covers_label')}</legend>
        {rubricParts.map((part) => (
          <CheckField
            key={part}
            label={t(`feedback.part_${part}`)}
            checked={draft.covers.includes(part)}
            onChange={(on) =>
              onChange({ covers: on ? [...draft.covers, part] : draft.covers.filter((one) => one !== part) })
            }
          />
        ))}
        {unscoped && <p role="alert">{t('feedback.covers_needed')}</p>}
      </fieldset>
    </>
  )
}
