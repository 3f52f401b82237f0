import { useTranslation } from 'react-i18next'
import type { Rubric } from '../../contract/review.ts'
import { type Criterion, criteriaBounds, findRubricFaults, levelBounds } from '../../core/review/rubric.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextAreaField, TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'

type Draft = { name: string; levels: string }[]

/** The team's own words: a criterion a field, its levels one a line. Time and quantity are refused while one types. */
export function RubricForm({ rubric, onLeave }: { rubric: Rubric; onLeave: () => void }) {
  const { t } = useTranslation()
  const write = useAct('rubric.write', { refreshes: ['review.'] })
  const start: Draft =
    rubric.criteria.length > 0
      ? rubric.criteria.map(({ name, levels }) => ({ name, levels: levels.join('\n') }))
      : (['doubt', 'plain', 'warm'] as const).map((one) => ({
          name: t(`review.start_${one}`),
          levels: t(`review.start_${one}_levels`).split(' / ').join('\n'),
        }))
  const [draft, keep, drop] = useKept(`rubric.${rubric.teamId}.${rubric.version}`, start)
  const criteria = draft.map(readCriterion)
  const activities = findRubricFaults(criteria)
  const change = (nth: number, next: Partial<Draft[number]>) =>
    keep(draft.map((one, place) => (place === nth ? { ...one, ...next } : one)))
  const activityOf = (nth: number, inLevels: boolean) => {
    const found = activities.find(
      (one) => one.criterion === nth && (one.level !== null) === inLevels,
    )?.activity
    return found && t(`expectations.activity_${found.kind}`, { words: found.words })
  }
  const faults = Object.fromEntries(
    criteria.flatMap(({ name, levels }, nth) => [
      [`name${nth}`, name ? activityOf(nth, false) : t('review.name_needed')],
      [
        `levels${nth}`,
        levels.length < levelBounds.fewest || levels.length > levelBounds.most
          ? t('review.levels_needed')
          : activityOf(nth, true),
      ],
    ]),
  )
  return (
    <Sheet emphasis="you" title={t('review.rubric_edit')}>
      <Form
        faults={faults}
        onSubmit={() =>
          write.run(
            { params: { teamId: rubric.teamId }, body: { version: rubric.version, criteria } },
            () => {
              drop()
              onLeave()
            },
          )
        }
      >
        {(shown) => (
          <>
            {draft.map((one, nth) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a criterion is its place while its words change
              <div key={nth}>
                <TextField
                  label={t('review.criterion', { number: nth + 1 })}
                  maxLength={120}
                  value={one.name}
                  onChange={(name) => change(nth, { name })}
                  error={activityOf(nth, false) ?? shown[`name${nth}`]}
                />
                <TextAreaField
                  label={t('review.levels', { number: nth + 1 })}
                  hint={t('review.levels_hint')}
                  rows={4}
                  maxLength={1000}
                  value={one.levels}
                  onChange={(levels) => change(nth, { levels })}
                  error={activityOf(nth, true) ?? shown[`levels${nth}`]}
                />
                {draft.length > criteriaBounds.fewest && (
                  <ActButton
                    kind="quiet"
                    about={one.name}
                    onClick={() => keep(draft.filter((_, place) => place !== nth))}
                  >
                    {t('review.criterion_remove')}
                  </ActButton>
                )}
              </div>
            ))}
            <ProblemNote problem={write.problem} />
            <Row>
              {draft.length < criteriaBounds.most && (
                <ActButton onClick={() => keep([...draft, { name: '', levels: '' }])}>
                  {t('review.criterion_add')}
                </ActButton>
              )}
              <ActButton kind="you" type="submit" busy={write.busy}>
                {t('review.rubric_save')}
              </ActButton>
              <ActButton kind="quiet" onClick={onLeave}>
                {t('review.leave')}
              </ActButton>
            </Row>
          </>
        )}
      </Form>
    </Sheet>
  )
}

function readCriterion({ name, levels }: Draft[number]): Criterion {
  return {
    name: name.trim(),
    levels: levels
      .split('\n')
      .map((level) => level.trim())
      .filter(Boolean),
  }
}
