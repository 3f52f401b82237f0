import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Decision } from '../../contract/decision.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextAreaField } from '../ui/fields.tsx'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'

/** The client's representative: we can't carry this out, and here is why. */
export function RefuseForm({ decision, onClose }: { decision: Decision; onClose: () => void }) {
  const { t } = useTranslation()
  const refuse = useAct('decision.refuse')
  const [reason, setReason] = useState('')
  return (
    <Sheet emphasis="wait" title={t('decisions.refuse_title')}>
      <p>{t('decisions.refuse_lead')}</p>
      <Form
        faults={{ reason: reason.trim() === '' && t('decisions.refuse_reason_needed') }}
        onSubmit={() =>
          refuse.run({ params: { decisionId: decision.id }, body: { reason: reason.trim() } }, onClose)
        }
      >
        {(fault) => (
          <>
            <TextAreaField
              label={t('decisions.refuse_reason')}
              hint={t('decisions.refuse_reason_hint')}
              maxLength={500}
              autoFocus
              value={reason}
              onChange={setReason}
              error={fault.reason}
            />
            <ProblemNote problem={refuse.problem} />
            <Row>
              <ActButton type="submit" busy={refuse.busy}>
                {t('decisions.refuse_do')}
              </ActButton>
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
