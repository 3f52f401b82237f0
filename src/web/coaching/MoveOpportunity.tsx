import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Opportunity } from '../../contract/coaching.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { TextAreaField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'

type Move = Opportunity['mayBecome'][number]

type MoveProps = {
  opportunity: Opportunity
  title: string
  /** links beside the buttons */
  children?: ReactNode
}

/** What the coach makes of a pattern: taken up, told to the others, or set aside with why. */
export function MoveOpportunity({ opportunity, title, children }: MoveProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Move | null>(null)
  if (opportunity.mayBecome.length === 0) return children ? <Row>{children}</Row> : null
  if (chosen)
    return <MoveForm key={chosen} opportunity={opportunity} move={chosen} onLeave={() => setChosen(null)} />
  return (
    <Row>
      {opportunity.mayBecome.map((move) => (
        <ActButton
          key={move}
          kind={move === 'set_aside' ? 'quiet' : 'plain'}
          about={title}
          onClick={() => setChosen(move)}
        >
          {t(`coaching.move_${move}`)}
        </ActButton>
      ))}
      {children}
    </Row>
  )
}

type FormProps = { opportunity: Opportunity; move: Move; onLeave: () => void }

function MoveForm({ opportunity, move, onLeave }: FormProps) {
  const { t } = useTranslation()
  const act = useAct('opportunity.move')
  const [words, keep, drop] = useKept(`opportunity.${opportunity.id}.${move}`, '')
  const [tried, setTried] = useState(false)
  const said = words.trim()
  const missing = move !== 'taken_up' && !said

  function send() {
    setTried(true)
    if (missing) return
    const done = () => {
      drop()
      onLeave()
    }
    const params = { opportunityId: opportunity.id }
    act.run(
      {
        params,
        body: move === 'taken_up' ? { state: move, words: said || null } : { state: move, words: said },
      },
      done,
    )
  }
  return (
    <Sheet eyebrow={t(`coaching.move_${move}`)}>
      <TextAreaField
        label={t(`coaching.words_${move}`)}
        hint={t(`coaching.words_${move}_hint`)}
        rows={3}
        autoFocus
        maxLength={1000}
        value={words}
        onChange={keep}
        onSubmit={send}
        error={tried && missing ? t('coaching.words_needed') : undefined}
      />
      <ProblemNote problem={act.problem} />
      <Row>
        <ActButton busy={act.busy} keys="mod+Enter" onClick={send}>
          {t(`coaching.move_${move}_do`)}
        </ActButton>
        <ActButton kind="quiet" onClick={onLeave}>
          {t('coaching.leave')}
        </ActButton>
      </Row>
    </Sheet>
  )
}
