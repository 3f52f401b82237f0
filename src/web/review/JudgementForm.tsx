import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Review } from '../../contract/review.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextAreaField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { LevelsField, nothing } from './LevelsField.tsx'

/** What I saw: a level of each criterion where there was something to see, and words. No sum is made of it. */
export function JudgementForm({ review }: { review: Review }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const write = useAct('review.write', { refreshes: ['rubric.'] })
  const [draft, keep, drop] = useKept(`review.${review.id}`, {
    levels: review.criteria.map(() => ''),
    words: '',
  })
  // what was left open counts as nothing to see
  const levels = draft.levels.map((level) => (level === '' || level === nothing ? null : Number(level)))
  const words = draft.words.trim()

  function send() {
    if (write.busy || !words || levels.every((level) => level === null)) return
    write.run({ params: { reviewId: review.id }, body: { levels, words } }, (said) => {
      if (said.outcome === 'written') drop()
      else if (said.refusal.breachId)
        navigate({ to: `/guarantee/refused/${said.refusal.breachId}` as string })
    })
  }
  return (
    <Sheet emphasis="you" title={t('review.judge')}>
      <Form
        faults={{
          level0: levels.every((level) => level === null) && t('review.level_needed'),
          words: !words && t('review.words_needed'),
        }}
        onSubmit={send}
      >
        {(shown) => (
          <>
            {review.criteria.map((criterion, nth) => (
              <LevelsField
                key={criterion.name}
                criterion={criterion}
                value={draft.levels[nth] ?? ''}
                onChange={(level) =>
                  keep({ ...draft, levels: draft.levels.map((old, place) => (place === nth ? level : old)) })
                }
                error={nth === 0 ? shown.level0 : undefined}
              />
            ))}
            <TextAreaField
              label={t('review.words')}
              hint={t('review.words_hint')}
              rows={4}
              maxLength={4000}
              value={draft.words}
              onChange={(next) => keep({ ...draft, words: next })}
              onSubmit={send}
              error={shown.words}
            />
            <ProblemNote problem={write.problem} />
            <Row>
              <ActButton kind="you" type="submit" busy={write.busy}>
                {t('review.send')}
              </ActButton>
            </Row>
          </>
        )}
      </Form>
    </Sheet>
  )
}
