import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PulseAnswers, pulseQuestions } from '../../core/pulse/round.ts'
import { ProblemError, type ResultOf } from '../api.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { ForgedStamp, giveBallot } from './give-ballot.ts'
import styles from './Pulse.module.css'

const values = [1, 2, 3, 4, 5] as const
const nothing = Object.fromEntries(pulseQuestions.map((question) => [question, null])) as PulseAnswers

type BallotProps = { round: number; sites: ResultOf<'pulse.show'>['sites']; onGiven: () => void }

/** Six questions; each may be passed over. Not kept on this device: a colleague may sit here next. */
export function Ballot({ round, sites, onGiven }: BallotProps) {
  const { t } = useTranslation()
  const [answers, setAnswers] = useState(nothing)
  const [siteId, setSiteId] = useState(sites[0]!.id)
  const [state, setState] = useState<'idle' | 'busy' | 'empty' | 'forged'>('idle')
  const [problem, setProblem] = useState<ProblemError | null>(null)

  async function give() {
    if (Object.values(answers).every((value) => value === null)) return setState('empty')
    setState('busy')
    setProblem(null)
    try {
      const { publicKey } = sites.find(({ id }) => id === siteId)!
      await giveBallot({ round, siteId, publicKey }, answers)
      onGiven()
    } catch (error) {
      setState(error instanceof ForgedStamp ? 'forged' : 'idle')
      if (error instanceof ProblemError) setProblem(error)
      else if (!(error instanceof ForgedStamp)) setProblem(cutLine())
    }
  }
  return (
    <form
      className={styles.ballot}
      onSubmit={(event) => {
        event.preventDefault()
        if (state !== 'busy') void give()
      }}
    >
      {sites.length > 1 && (
        <SelectField
          label={t('pulse.site')}
          options={sites.map(({ id, name }) => ({ value: id, label: name }))}
          value={siteId}
          onChange={setSiteId}
        />
      )}
      {pulseQuestions.map((question) => (
        <fieldset key={question} className={styles.question}>
          <legend>{t(`pulse.q_${question}`)}</legend>
          <div className={styles.values}>
            {[...values, null].map((value) => (
              <label key={value} className={styles.value}>
                <input
                  type="radio"
                  name={question}
                  checked={answers[question] === value}
                  onChange={() => setAnswers({ ...answers, [question]: value })}
                />
                <span>{value === null ? t('pulse.pass') : t(`pulse.value_${value}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      {state === 'empty' && <p role="alert">{t('pulse.nothing_said')}</p>}
      {state === 'forged' && <p role="alert">{t('pulse.forged')}</p>}
      <ProblemNote problem={problem} />
      <Row>
        <ActButton kind="you" type="submit" busy={state === 'busy'}>
          {t('pulse.send')}
        </ActButton>
      </Row>
    </form>
  )
}

function cutLine(): ProblemError {
  const problem = {
    type: 'about:blank',
    title: 'offline',
    status: 503,
    code: 'unavailable',
    requestId: '',
  } as const
  return new ProblemError(problem, 'offline')
}
