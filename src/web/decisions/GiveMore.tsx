import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Decision, DecisionOutcome } from '../../contract/decision.ts'
import { powerMeasure } from '../../core/mandate/document.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { MoneyField } from '../ui/MoneyField.tsx'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Decisions.module.css'

type GiveMoreProps = {
  /** the first of the chain, and what all of it came to so far */
  decision: Decision
  already: { minor: number; days: number }
  /** may ask for support where it goes beyond the mandate: the agent alone */
  mayAsk: boolean
  onDone: () => void
  onClose: () => void
}

/** A correction, which only goes upwards: the new total, and why. What was decided stays as it was written. */
export function GiveMore({ decision, already, mayAsk, onDone, onClose }: GiveMoreProps) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const correct = useAct('decision.correct')
  const support = useAct('support.create')
  const { currency } = decision.amount
  const inDays = powerMeasure[decision.power] === 'days'
  const [minor, setMinor] = useState<number | null>(null)
  const [days, setDays] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const [beyond, setBeyond] = useState<Extract<DecisionOutcome, { outcome: 'beyond' }> | null>(null)
  const now = inDays ? t('mandates.days', { count: already.days }) : money({ minor: already.minor, currency })
  const more = inDays ? (days ?? 0) > already.days : (minor ?? 0) > already.minor
  const to = { amount: { minor: inDays ? 0 : (minor ?? 0), currency }, days: inDays ? days : null }

  function send() {
    correct.run(
      { params: { decisionId: decision.id }, body: { ...to, reason: reason.trim() } },
      (outcome) => {
        if (outcome.outcome === 'beyond') setBeyond(outcome)
        else onDone()
      },
    )
  }
  function ask() {
    const body = {
      kind: 'lift',
      power: decision.power,
      ...to,
      corrects: decision.id,
      reason: reason.trim(),
    } as const
    support.run({ params: { contactId: decision.contactId }, body }, onDone)
  }
  const change = (set: () => void) => {
    setBeyond(null)
    set()
  }
  return (
    <Sheet emphasis="you" title={t('decisions.more_title')}>
      <p>{t('decisions.more_lead', { now })}</p>
      <Form
        faults={{
          amount: !more && t('decisions.more_only_up', { now }),
          reason: reason.trim() === '' && t('power.why_needed'),
        }}
        onSubmit={send}
      >
        {(fault) => (
          <>
            {inDays ? (
              <TextField
                label={t('decisions.more_days')}
                inputMode="numeric"
                maxLength={3}
                autoFocus
                value={days === null ? '' : String(days)}
                onChange={(typed) => change(() => setDays(wholeOf(typed)))}
                error={fault.amount}
              />
            ) : (
              <MoneyField
                label={t('decisions.more_amount')}
                currency={currency}
                minor={minor}
                autoFocus
                onChange={(next) => change(() => setMinor(next))}
                error={fault.amount}
              />
            )}
            <TextField
              label={t('power.why')}
              maxLength={300}
              value={reason}
              onChange={(text) => change(() => setReason(text))}
              error={fault.reason}
            />
            {beyond && (
              <p role="status" className={styles.beyond}>
                {t(mayAsk ? 'decisions.more_beyond' : 'decisions.more_beyond_agent')}
                {mayAsk && ` ${t(beyond.stretchReaches ? 'power.silence_stands' : 'power.silence_passes')}`}
              </p>
            )}
            {correct.result?.outcome === 'refused' && (
              <p role="status" className={styles.beyond}>
                {t(`rule.refused_${correct.result.rule}`)}
              </p>
            )}
            <ProblemNote problem={correct.problem ?? support.problem} />
            <Row>
              {beyond && mayAsk ? (
                <ActButton busy={support.busy} onClick={ask}>
                  {t('power.ask')}
                </ActButton>
              ) : (
                <ActButton type="submit" kind="you" busy={correct.busy}>
                  {t('decisions.more_do')}
                </ActButton>
              )}
              <ActButton kind="quiet" onClick={onClose}>
                {t('desk.cancel')}
              </ActButton>
            </Row>
          </>
        )}
      </Form>
    </Sheet>
  )
}

/** Digits of any of the languages. */
function wholeOf(typed: string): number | null {
  const plain = typed.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf)).replace(/\D/g, '')
  return plain === '' ? null : Math.min(Number(plain), 366)
}
