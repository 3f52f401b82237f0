import { useTranslation } from 'react-i18next'
import type { ExpectationTerm } from '../../contract/expectation.ts'
import { type MeasureKind, measureKinds, measures } from '../../core/expectation/measure.ts'
import { findProposalFaults } from '../../core/expectation/terms.ts'
import { faultAt, type ProblemError } from '../api.ts'
import { useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { useFaultWords } from './fault-words.ts'

export type Wording = {
  result: string
  measure: MeasureKind
  measureWords: string
  aim: number
  fromDate: string
  reviewDate: string
  goalId: string | null
}
type Draft = Omit<Wording, 'aim' | 'goalId'> & { aim: string; goalId: string }

export const wordingOf = (term: ExpectationTerm): Draft => ({
  result: term.result,
  measure: term.measure,
  measureWords: term.measureWords,
  aim: String(term.aim / 100),
  fromDate: term.fromDate,
  reviewDate: term.reviewDate,
  goalId: term.goal?.id ?? '',
})

type WordingFormProps = {
  /** keeps what was begun */
  name: string
  start: Draft
  runs: 'down' | 'up'
  problem: ProblemError | null
  busy: boolean
  act: string
  onSend: (wording: Wording, drop: () => void) => void
  onLeave?: () => void
}

/** A result in words, what shows it, how far, until when. An activity is refused while one types, with why. */
export function WordingForm({ name, start, runs, problem, busy, act, onSend, onLeave }: WordingFormProps) {
  const { t } = useTranslation()
  const [draft, keep, drop] = useKept(name, start)
  const goals = useRead('goal.list')
  const kinds = measureKinds.filter((kind) => measures[kind].runs === runs)
  const measure = kinds.includes(draft.measure) ? draft.measure : kinds[0]!
  const wrong = findProposalFaults({ ...draft, measure }, runs)
  const say = useFaultWords()
  const fault = (place: string) => {
    const one = wrong.find((each) => each.place === place)
    return one && say(one)
  }
  const activity = (place: 'result' | 'measureWords') =>
    wrong.some((each) => each.place === place && each.fault === 'activity') ? fault(place) : undefined
  const aim = readAim(draft.aim)
  const field = (key: keyof Draft) => (value: string) => keep({ ...draft, [key]: value })
  return (
    <Form
      faults={{
        result: !draft.result.trim() ? t('expectations.result_needed') : fault('result'),
        measureWords: !draft.measureWords.trim()
          ? t('expectations.measure_words_needed')
          : fault('measureWords'),
        aim: aim === null && t('expectations.aim_needed'),
        fromDate: !draft.fromDate && t('expectations.date_needed'),
        reviewDate: !draft.reviewDate ? t('expectations.date_needed') : fault('reviewDate'),
      }}
      onSubmit={() =>
        onSend(
          {
            ...draft,
            measure,
            result: draft.result.trim(),
            measureWords: draft.measureWords.trim(),
            aim: aim!,
            goalId: draft.goalId || null,
          },
          drop,
        )
      }
    >
      {(shown) => (
        <>
          <TextField
            label={t('expectations.result')}
            hint={t('expectations.result_hint')}
            maxLength={300}
            value={draft.result}
            onChange={field('result')}
            error={activity('result') ?? shown.result}
          />
          <SelectField
            label={t('expectations.measure')}
            hint={t('expectations.measure_hint')}
            options={kinds.map((kind) => ({ value: kind, label: t(`expectations.measure_${kind}`) }))}
            value={measure}
            onChange={field('measure')}
          />
          <TextField
            label={t('expectations.measure_words')}
            hint={t('expectations.measure_words_hint')}
            maxLength={200}
            value={draft.measureWords}
            onChange={field('measureWords')}
            error={activity('measureWords') ?? shown.measureWords}
          />
          <TextField
            label={t(`expectations.aim_label_${measures[measure].direction}`)}
            inputMode="decimal"
            maxLength={6}
            value={draft.aim}
            onChange={field('aim')}
            error={shown.aim}
          />
          <TextField
            type="date"
            label={t('expectations.from')}
            value={draft.fromDate}
            onChange={field('fromDate')}
            error={shown.fromDate}
          />
          <TextField
            type="date"
            label={t('expectations.review')}
            hint={t('expectations.review_hint')}
            value={draft.reviewDate}
            onChange={field('reviewDate')}
            error={shown.reviewDate ?? faultAt(problem, 'reviewDate')}
          />
          <SelectField
            label={t('expectations.goal')}
            options={[
              { value: '', label: t('expectations.no_goal') },
              ...(goals.data?.items ?? [])
                .filter(({ retired, id }) => !retired || id === draft.goalId)
                .map(({ id, words }) => ({ value: id, label: words })),
            ]}
            value={draft.goalId}
            onChange={field('goalId')}
          />
          <ProblemNote problem={problem} />
          <Row>
            <ActButton kind="you" type="submit" busy={busy}>
              {act}
            </ActButton>
            {onLeave && (
              <ActButton kind="quiet" onClick={onLeave}>
                {t('expectations.leave')}
              </ActButton>
            )}
          </Row>
        </>
      )}
    </Form>
  )
}

/** Percent as typed, with either decimal sign, as basis points; null for anything else. */
function readAim(typed: string): number | null {
  const match = /^\s*(\d{1,3})(?:[.,٫](\d{1,2}))?\s*[%٪]?\s*$/.exec(latinDigits(typed))
  if (!match) return null
  const points = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return points <= 10_000 ? points : null
}

function latinDigits(text: string): string {
  return text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
}
