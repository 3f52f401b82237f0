import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftDetail } from '../../../contract/draft.ts'
import type { DraftDocument } from '../../../core/mandate/draft.ts'
import type { MandateFault } from '../../../core/mandate/faults.ts'
import { useAct } from '../../queries.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Row, Soft } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/States.tsx'
import styles from './Draft.module.css'
import { download } from './download.ts'
import { FaultList } from './FaultList.tsx'

type SubmitPartProps = {
  draft: DraftDetail
  document: DraftDocument
  faults: readonly MandateFault[]
  /** not while somebody else's changes wait for an answer */
  blocked: boolean
  /** the revision that is saved then, or null where it could not be */
  save: () => Promise<number | null>
  forget: () => void
  onTried: () => void
}

/** From a draft to a version that waits for both signatures; or to a file; or away. */
export function SubmitPart({ draft, document, faults, blocked, save, forget, onTried }: SubmitPartProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const submit = useAct('draft.submit')
  const discard = useAct('draft.discard')
  const [tried, setTried] = useState(false)
  const [asking, setAsking] = useState(false)
  const params = { draftId: draft.id }

  async function send() {
    setTried(true)
    onTried()
    if (faults.length > 0 || blocked) return
    const revision = await save()
    if (revision === null) return
    submit.run({ params, body: { revision } }, ({ id }) => {
      forget()
      void navigate({ to: `/mandates/${id}` })
    })
  }
  async function throwAway() {
    const revision = (await save()) ?? draft.revision
    discard.run({ params, query: { revision } }, () => {
      forget()
      void navigate({ to: '/mandates' })
    })
  }
  return (
    <section className={styles.part}>
      {tried && faults.length > 0 && <FaultList faults={faults} document={document} />}
      {tried && blocked && <p className={styles.fault}>{t('draft.blocked')}</p>}
      <ProblemNote problem={submit.problem ?? discard.problem} />
      <Row>
        <ActButton busy={submit.busy} onClick={() => void send()}>
          {t('draft.submit')}
        </ActButton>
        <ActButton kind="quiet" onClick={() => download(document, `${draft.clientName} draft`)}>
          {t('draft.export')}
        </ActButton>
        <ActButton kind="quiet" onClick={() => setAsking(true)}>
          {t('draft.discard')}
        </ActButton>
      </Row>
      <Soft small>{t('draft.submit_after')}</Soft>
      <Dialog open={asking} onClose={() => setAsking(false)} title={t('draft.discard_title')}>
        <p>{t('draft.discard_text')}</p>
        <Row>
          <ActButton busy={discard.busy} onClick={() => void throwAway()}>
            {t('draft.discard')}
          </ActButton>
          <ActButton kind="quiet" onClick={() => setAsking(false)}>
            {t('draft.discard_not')}
          </ActButton>
        </Row>
      </Dialog>
    </section>
  )
}
