import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mirror } from '../../contract/handling.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { useKept } from '../ui/kept.ts'
import { Eyebrow, Row, Soft } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Mirror.module.css'

type AimProps = { aim: Mirror['aim']; medianSeconds: number | null }

/** What I want to reach for myself, if I want to: said in words, changed and let go by me. */
export function Aim({ aim, medianSeconds }: AimProps) {
  const { t } = useTranslation()
  const { duration, when } = useFormat()
  const set = useAct('mirror.setAim')
  const [writing, setWriting] = useState(false)
  if (writing)
    return (
      <AimForm
        aim={aim}
        problem={set.problem}
        busy={set.busy}
        onSend={(body, drop) =>
          set.run({ body: { aim: body } }, () => {
            drop()
            setWriting(false)
          })
        }
        onLeave={() => setWriting(false)}
      />
    )
  if (!aim)
    return (
      <section className={styles.part}>
        <Eyebrow as="h2">{t('mirror.aim_title')}</Eyebrow>
        <p>{t('mirror.aim_none')}</p>
        <Row>
          <ActButton onClick={() => setWriting(true)}>{t('mirror.aim_set')}</ActButton>
        </Row>
      </section>
    )
  const reached = medianSeconds !== null && medianSeconds <= aim.minutes * 60
  return (
    <section className={styles.part}>
      <Eyebrow as="h2">{t('mirror.aim_title')}</Eyebrow>
      <p>
        {t(
          medianSeconds === null
            ? 'mirror.aim_is'
            : reached
              ? 'mirror.aim_is_reached'
              : 'mirror.aim_is_ahead',
          {
            time: duration(aim.minutes * 60),
          },
        )}{' '}
        {aim.words && <q dir="auto">{aim.words}</q>}{' '}
        <Soft small>{t('mirror.aim_since', { when: when(aim.at) })}</Soft>
      </p>
      <ProblemNote problem={set.problem} />
      <Row>
        <ActButton onClick={() => setWriting(true)}>{t('mirror.aim_change')}</ActButton>
        <ActButton kind="quiet" busy={set.busy} onClick={() => set.run({ body: { aim: null } })}>
          {t('mirror.aim_clear')}
        </ActButton>
      </Row>
    </section>
  )
}

type AimFormProps = {
  aim: Mirror['aim']
  problem: Parameters<typeof ProblemNote>[0]['problem']
  busy: boolean
  onSend: (aim: { minutes: number; words: string | null }, drop: () => void) => void
  onLeave: () => void
}

function AimForm({ aim, problem, busy, onSend, onLeave }: AimFormProps) {
  const { t } = useTranslation()
  const [draft, keep, drop] = useKept('mirror.aim', {
    minutes: aim ? String(aim.minutes) : '',
    words: aim?.words ?? '',
  })
  const minutes = readMinutes(draft.minutes)
  return (
    <div className={styles.part}>
      <Sheet eyebrow={t('mirror.aim_title')}>
        <Form
          faults={{ minutes: minutes === null && t('mirror.aim_minutes_needed') }}
          onSubmit={() => onSend({ minutes: minutes!, words: draft.words.trim() || null }, drop)}
        >
          {(fault) => (
            <>
              <TextField
                label={t('mirror.aim_minutes')}
                hint={t('mirror.aim_minutes_hint')}
                inputMode="numeric"
                maxLength={3}
                value={draft.minutes}
                onChange={(next) => keep({ ...draft, minutes: next })}
                error={fault.minutes}
              />
              <TextField
                label={t('mirror.aim_words')}
                hint={t('mirror.aim_words_hint')}
                maxLength={200}
                value={draft.words}
                onChange={(words) => keep({ ...draft, words })}
              />
              <ProblemNote problem={problem} />
              <Row>
                <ActButton kind="you" type="submit" busy={busy}>
                  {t('mirror.aim_keep')}
                </ActButton>
                <ActButton kind="quiet" onClick={onLeave}>
                  {t('mirror.aim_leave')}
                </ActButton>
              </Row>
            </>
          )}
        </Form>
      </Sheet>
    </div>
  )
}

/** Whole minutes from 1 to 240, in Latin or Arabic digits; null for anything else. */
function readMinutes(typed: string): number | null {
  const latin = typed.trim().replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
  const minutes = /^\d{1,3}$/.test(latin) ? Number(latin) : 0
  return minutes >= 1 && minutes <= 240 ? minutes : null
}
