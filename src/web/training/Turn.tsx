import { useTranslation } from 'react-i18next'
import type { Practice } from '../../contract/scenario.ts'
import { type PowerKind, powerMeasure } from '../../core/mandate/document.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { SelectField, TextAreaField, TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { MoneyField } from '../ui/MoneyField.tsx'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Training.module.css'

type TurnProps = { practice: Practice; nth: number; onAnswered: (practice: Practice) => void }

type Typed = { words: string; power: PowerKind | ''; minor: number | null; days: string }
const nothingTyped: Typed = { words: '', power: '', minor: null, days: '' }

/** What I say now, in one of the ways offered or in my own words; and where it is time, what I decide. */
export function Turn({ practice, nth, onAnswered }: TurnProps) {
  const { t } = useTranslation()
  const answer = useAct('practice.answer', { refreshes: ['training.', 'scenario.'] })
  const [typed, keep, drop] = useKept<Typed>(`practice.${practice.id}.${nth}`, nothingTyped)
  const { words, power, minor, days } = typed
  const put = (change: Partial<Typed>) => keep({ ...typed, ...change })
  const turn = practice.turns[nth]!
  const { currency } = practice.scenario
  const measure = power === '' ? null : powerMeasure[power]
  const wholeDays = /^\d{1,3}$/.test(days.trim()) ? Number(days) : 0
  const ready =
    words.trim() !== '' &&
    (measure !== 'money' || minor !== null) &&
    (measure !== 'days' || (wholeDays >= 1 && wholeDays <= 366))
  const decision =
    turn.decides && power !== ''
      ? { power, minor: measure === 'money' ? (minor ?? 0) : 0, days: measure === 'days' ? wholeDays : null }
      : null
  function send() {
    answer.run(
      {
        params: { practiceId: practice.id, turn: String(nth) as unknown as number },
        body: { words, decision },
      },
      (next) => {
        drop()
        onAnswered(next)
      },
    )
  }
  return (
    <Sheet emphasis="you" title={turn.decides ? t('training.say_and_decide') : t('training.say')}>
      {turn.options.length > 0 && (
        <div className={styles.options}>
          {turn.options.map((option) => (
            <button
              key={option}
              type="button"
              className={styles.option}
              dir="auto"
              aria-pressed={words === option}
              onClick={() => put({ words: option })}
            >
              {option}
            </button>
          ))}
        </div>
      )}
      <div className={styles.form}>
        <TextAreaField
          label={t('training.own_words')}
          rows={3}
          maxLength={2000}
          value={words}
          onChange={(next) => put({ words: next })}
        />
        {turn.decides && (
          <>
            <SelectField
              label={t('training.what_decide')}
              options={[
                { value: '' as PowerKind | '', label: t('training.decide_nothing') },
                ...practice.powers.map((kind) => ({
                  value: kind as PowerKind | '',
                  label: t(`power.${kind}`),
                })),
              ]}
              value={power}
              onChange={(next) => put({ power: next })}
            />
            {measure === 'money' && (
              <MoneyField
                label={t('power.how_much')}
                currency={currency}
                minor={minor}
                onChange={(next) => put({ minor: next })}
              />
            )}
            {measure === 'days' && (
              <TextField
                label={t('power.how_many_days')}
                inputMode="numeric"
                value={days}
                onChange={(next) => put({ days: next })}
              />
            )}
          </>
        )}
        <ProblemNote problem={answer.problem} />
      </div>
      <Row>
        <ActButton kind={turn.decides ? 'you' : 'plain'} busy={answer.busy} disabled={!ready} onClick={send}>
          {turn.decides ? t('training.say_decide_do') : t('training.say_do')}
        </ActButton>
      </Row>
      {!ready && <p className={styles.soft}>{t('training.say_needed')}</p>}
    </Sheet>
  )
}
