import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import type { Authority } from '../../contract/mandate.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { TextAreaField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { useAtOnce } from './at-once.ts'
import { useDraft } from './drafts.ts'
import { InlineForm } from './InlineForm.tsx'
import styles from './May.module.css'
import { isolated } from './naming.ts'
import type { Mandate } from './powers.ts'

type ObstacleProps = {
  contact: ContactDetail
  authority: Authority
  mandate: Mandate
  open: boolean
  onOpen: () => void
  onClose: () => void
}

/** Something stands in the way that no power removes: a system, an access, a rule. It goes to who can. */
export function Obstacle({ contact, authority, mandate, open, onOpen, onClose }: ObstacleProps) {
  const { t } = useTranslation()
  const { duration } = useFormat()
  const draft = useDraft(`obstacle.${contact.id}`)
  const create = useAct('support.create')
  const atOnce = useAtOnce()
  if (!open) {
    return (
      <div className={styles.obstacle}>
        <ActButton kind="quiet" keys="b" onClick={onOpen}>
          {t('power.report_obstacle')}
        </ActButton>
      </div>
    )
  }
  function ask() {
    const reason = draft.text.trim()
    if (!reason) return
    atOnce(async () => {
      await create.runAsync({ params: { contactId: contact.id }, body: { kind: 'obstacle', reason } })
      draft.clear(reason)
      onClose()
    })
  }
  const { onDuty } = authority
  return (
    <div className={styles.obstacle}>
      <InlineForm onCancel={onClose}>
        <Sheet title={t('power.report_obstacle')}>
          <TextAreaField
            label={t('power.obstacle_what')}
            hint={t('power.obstacle_hint')}
            autoFocus
            maxLength={1000}
            value={draft.text}
            onChange={draft.write}
            onSubmit={ask}
          />
          <p className={styles.verdict}>
            {t(onDuty ? 'power.answers' : 'power.answers_somebody', {
              name: isolated(onDuty ?? ''),
              time: duration(mandate.document.support.minutes * 60),
            })}{' '}
            {t('power.silence_passes')}
          </p>
          <ProblemNote problem={create.problem} />
          <Row>
            <ActButton keys="mod+Enter" busy={create.busy} onClick={ask}>
              {t('power.ask')}
            </ActButton>
            <ActButton kind="quiet" keys="Escape" onClick={onClose}>
              {t('desk.cancel')}
            </ActButton>
          </Row>
        </Sheet>
      </InlineForm>
    </div>
  )
}
