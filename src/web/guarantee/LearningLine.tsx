import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LearningCase } from '../../contract/guarantee.ts'
import { useWhat } from '../decisions/what.ts'
import { useTouchpoint } from '../desk/naming.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { useKept } from '../ui/kept.ts'
import { Line } from '../ui/Lines.tsx'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Guarantee.module.css'

/** One case: what was decided, where in the client's process, and the question it raises. */
export function LearningLine({ one }: { one: LearningCase }) {
  const { t } = useTranslation()
  const what = useWhat()
  const touchpoint = useTouchpoint()
  const { list } = useFormat()
  const use = useAct('learning.use')
  const [note, keep, drop] = useKept(`learning.use.${one.id}`, '')
  const [using, setUsing] = useState(false)
  const title = one.amount ? what(one) : t(`power.${one.power}`)
  const where = [
    one.clientName,
    ...(one.touchpoint ? [touchpoint(one.touchpoint)] : []),
    ...(one.mandateNumber ? [t('guarantee.under', { number: one.mandateNumber })] : []),
  ]
  return (
    <Line title={title} end={<When at={one.at} />}>
      <p className={styles.text} dir="auto">
        {one.question}
      </p>
      <p className={styles.soft}>{list(where)}</p>
      {one.usedNote && (
        <p className={styles.soft}>
          {t('guarantee.used')} <bdi>{one.usedNote}</bdi>
        </p>
      )}
      {one.mayUse && !using && (
        <Row>
          <ActButton kind="quiet" about={title} onClick={() => setUsing(true)}>
            {t('guarantee.use')}
          </ActButton>
        </Row>
      )}
      {one.mayUse && using && (
        <Form
          faults={{ note: !note.trim() && t('guarantee.needed') }}
          onSubmit={() => use.run({ params: { caseId: one.id }, body: { note } }, () => drop())}
        >
          {(faults) => (
            <>
              <TextField
                label={t('guarantee.use_label')}
                hint={t('guarantee.use_hint')}
                autoFocus
                maxLength={1000}
                value={note}
                onChange={keep}
                error={faults.note}
              />
              <ProblemNote problem={use.problem} />
              <Row>
                <ActButton type="submit" busy={use.busy}>
                  {t('guarantee.use_send')}
                </ActButton>
                <ActButton kind="quiet" onClick={() => setUsing(false)}>
                  {t('guarantee.leave')}
                </ActButton>
              </Row>
            </>
          )}
        </Form>
      )}
    </Line>
  )
}
