import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Breach } from '../../contract/guarantee.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextAreaField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Guarantee.module.css'
import { PowerField } from './PowerField.tsx'

/** The first way: something to learn from, without anybody in it. */
export function LearningForm({ breach, power }: { breach: Breach; power: PowerKind | null }) {
  const { t } = useTranslation()
  const create = useAct('learning.create')
  const [question, keep, drop] = useKept(`learning.${breach.id}`, '')
  const [chosen, setChosen] = useState<PowerKind>(power ?? 'refund')
  const refused = create.result?.outcome === 'refused'

  function send() {
    if (create.busy) return
    create.run(
      { body: { teamId: breach.teamId, power: chosen, breachId: breach.id, question } },
      (result) => result.outcome === 'written' && drop(),
    )
  }
  return (
    <div className={styles.way}>
      <Sheet title={t('guarantee.learning_title')}>
        <p className={styles.para}>{t('guarantee.learning_lead')}</p>
        <Form faults={{ question: !question.trim() && t('guarantee.needed') }} onSubmit={send}>
          {(faults) => (
            <>
              {power === null && <PowerField value={chosen} onChange={setChosen} />}
              <TextAreaField
                label={t('guarantee.learning_question')}
                hint={t('guarantee.learning_hint')}
                maxLength={1000}
                value={question}
                onChange={keep}
                onSubmit={send}
                error={faults.question}
              />
              {refused && <p role="alert">{t('guarantee.again')}</p>}
              <ProblemNote problem={create.problem} />
              <Row>
                <ActButton type="submit" busy={create.busy}>
                  {t('guarantee.learning_send')}
                </ActButton>
              </Row>
            </>
          )}
        </Form>
      </Sheet>
    </div>
  )
}
