import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OverlayShown } from '../../contract/overlay.ts'
import type { ResultOf } from '../api.ts'
import { Hash } from '../mandates/Hash.tsx'
import { Signatures } from '../mandates/Signatures.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import styles from './Overlay.module.css'
import { SignOverlay } from './SignOverlay.tsx'
import { type OverlayState, useMoment, useOverlaySaid } from './said.ts'

type OverlaySheetProps = {
  overlay: OverlayShown
  mandate: ResultOf<'mandate.show'>
  state: OverlayState
}

/** One widening as the document it is. What is over folds up to its first sentence; it stays readable. */
export function OverlaySheet({ overlay, mandate, state }: OverlaySheetProps) {
  const { t } = useTranslation()
  const said = useOverlaySaid(mandate.document)
  const moment = useMoment()
  const { document } = overlay
  const over = state === 'ended' || state === 'lapsed'
  const [open, setOpen] = useState(!over)
  const party = mandate.clientName
  return (
    <article className={styles.overlay} aria-label={said.reason(document)}>
      <h3 className={styles.reason}>{said.reason(document)}</h3>
      <p className={state.startsWith('awaiting') || state === 'draft' ? styles.wait : styles.state}>
        {t(`overlay.state_${state}`, { party, from: moment(document.from), until: moment(document.until) })}
      </p>
      {!open && (
        <Row>
          <ActButton kind="quiet" about={said.reason(document)} onClick={() => setOpen(true)}>
            {t('overlay.read')}
          </ActButton>
        </Row>
      )}
      {open && (
        <>
          <ul className={styles.sentences}>
            {said.widens(document).map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
          <p>{said.whom(document)}</p>
          <p>{said.when(document)}</p>
          <Signatures mandate={{ ...mandate, signatures: overlay.signatures }} />
          <Hash document={document} hash={overlay.hash} />
          {overlay.maySign && <SignOverlay overlay={overlay} clientName={party} side={overlay.maySign} />}
        </>
      )}
    </article>
  )
}
