import { useTranslation } from 'react-i18next'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import type { SessionDetail } from './Session.tsx'

const lengths = ['20', '30', '45', '60', '90'] as const

/** A date to meet on, as clocks at the site show it; it holds once the other has agreed. */
export function DateForm({ session, onLeave }: { session: SessionDetail; onLeave: () => void }) {
  const { t } = useTranslation()
  const { duration } = useFormat()
  const step = useAct('coaching.step')
  const [draft, keep, drop] = useKept(`coaching.${session.id}.date`, {
    day: '',
    time: '10:30',
    minutes: '45' as (typeof lengths)[number],
  })
  const time = readTime(draft.time)
  const refused = step.problem?.problem.errors?.find(({ path }) => path === 'body.day')?.message

  function send() {
    if (step.busy || !time) return
    step.run(
      {
        params: { sessionId: session.id },
        body: { do: 'propose_date', day: draft.day, time, minutes: Number(draft.minutes) },
      },
      () => {
        drop()
        onLeave()
      },
    )
  }
  return (
    <Sheet emphasis="you" title={t('coaching_session.do_propose_date')}>
      <Form
        faults={{
          day: !draft.day && t('coaching_session.day_needed'),
          time: !time && t('coaching_session.time_needed'),
        }}
        onSubmit={send}
      >
        {(shown) => (
          <>
            <TextField
              type="date"
              label={t('coaching_session.day')}
              value={draft.day}
              onChange={(day) => keep({ ...draft, day })}
              error={
                shown.day ??
                (refused
                  ? t(refused === 'date_past' ? 'coaching_session.day_past' : 'coaching_session.day_too_far')
                  : undefined)
              }
            />
            <TextField
              label={t('coaching_session.time')}
              maxLength={5}
              value={draft.time}
              onChange={(next) => keep({ ...draft, time: next })}
              error={shown.time}
            />
            <SelectField
              label={t('coaching_session.minutes')}
              options={lengths.map((value) => ({ value, label: duration(Number(value) * 60) }))}
              value={draft.minutes}
              onChange={(minutes) => keep({ ...draft, minutes })}
            />
            {!refused && <ProblemNote problem={step.problem} />}
            <Row>
              <ActButton kind="you" type="submit" busy={step.busy}>
                {t('coaching_session.do_propose_date')}
              </ActButton>
              <ActButton kind="quiet" onClick={onLeave}>
                {t('coaching_session.leave')}
              </ActButton>
            </Row>
          </>
        )}
      </Form>
    </Sheet>
  )
}

/** "9.30", "09:30", "٩:٣٠" as "09:30"; null for anything else. */
function readTime(typed: string): string | null {
  const latin = typed.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
  const match = /^\s*(\d{1,2})[:.h](\d{2})\s*$/.exec(latin)
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return null
  return `${match[1]?.padStart(2, '0')}:${match[2]}`
}
