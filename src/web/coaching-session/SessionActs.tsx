import { useTranslation } from 'react-i18next'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { DateForm } from './DateForm.tsx'
import styles from './Session.module.css'
import type { SessionDetail, Writing } from './Session.tsx'
import { WordsForm } from './WordsForm.tsx'

type Props = { session: SessionDetail; writing: Writing; onWrite: (writing: Writing) => void }

/** What I can do now; what needs words opens where the buttons were. */
export function SessionActs({ session, writing, onWrite }: Props) {
  const { t } = useTranslation()
  const { moment } = useFormat()
  const step = useAct('coaching.step')
  const acts = session.can.filter((one) => one !== 'object')
  const { proposed } = session
  if (acts.length === 0 && !session.date && !writing) return null
  if (writing?.do === 'propose_date') return <DateForm session={session} onLeave={() => onWrite(null)} />
  if (writing && writing.do !== 'agree_date')
    return (
      <WordsForm
        key={`${writing.do} ${writing.to ?? ''}`}
        session={session}
        what={writing.do}
        to={writing.to}
        onLeave={() => onWrite(null)}
      />
    )
  return (
    <Sheet eyebrow={t('coaching_session.can')}>
      <ProblemNote problem={step.problem} />
      <Row>
        {acts.map((one) =>
          one === 'agree_date' && proposed ? (
            <ActButton
              key={one}
              kind="you"
              busy={step.busy}
              onClick={() =>
                step.run({
                  params: { sessionId: session.id },
                  body: { do: 'agree_date', startsAt: proposed.startsAt },
                })
              }
            >
              {t('coaching_session.do_agree_date', { when: moment(proposed.startsAt) })}
            </ActButton>
          ) : (
            <ActButton
              key={one}
              kind={one === 'withdraw' || one === 'miss' ? 'quiet' : 'plain'}
              onClick={() => onWrite({ do: one })}
            >
              {one === 'prepare' && session.about
                ? t('coaching_session.do_prepare_again')
                : t(`coaching_session.do_${one}`, { when: '' })}
            </ActButton>
          ),
        )}
      </Row>
      {session.date && !session.due && (
        <p className={styles.calendar}>
          <a href={`/api/v1/coaching-sessions/${session.id}/calendar`} download>
            {t('coaching_session.calendar_link')}
          </a>
        </p>
      )}
    </Sheet>
  )
}
