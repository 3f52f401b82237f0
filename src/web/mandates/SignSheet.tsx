import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProblemError, RequestFor } from '../api.ts'
import { askPasskey, challengeOf, usabilityOf } from '../passkey/ceremony.ts'
import { TroubleNote } from '../passkey/Notes.tsx'
import { useCeremony } from '../passkey/use-ceremony.ts'
import { useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import styles from './Mandates.module.css'
import { SignWithout } from './SignWithout.tsx'

export type Signing = RequestFor<'mandate.sign'>['body']

export type SignSheetProps = {
  /** whose pen it is */
  title: string
  /** what signing does */
  lead: string
  /** the button's words */
  action: string
  /** the document's SHA-256 in hex, as it was read */
  hash: string
  /** useAct of what signs it: `mandate.sign`, `overlay.sign` */
  sign: { busy: boolean; problem: ProblemError | null; reset: () => void }
  onSign: (signing: Signing) => void
}

/**
 * The pen, for mandates and overlays. A passkey signs the document itself; without one a password proves who holds
 * the pen, which is said to be the weaker form.
 */
export function SignSheet({ title, lead, action, hash, sign, onSign }: SignSheetProps) {
  const { t } = useTranslation()
  const passkeys = useRead('passkey.list')
  const ceremony = useCeremony()
  const [without, setWithout] = useState(false)
  if (!passkeys.data) return <Loading of={passkeys} />
  const { items, place } = passkeys.data
  const can = items.length > 0 && usabilityOf(place) === 'here'

  function change(to: boolean) {
    sign.reset()
    setWithout(to)
  }
  function signWithPasskey() {
    sign.reset()
    void ceremony.run(async () =>
      onSign({ hash, assertion: await askPasskey(place, challengeOf(hash), items) }),
    )
  }
  return (
    <div className={styles.sign}>
      <Sheet emphasis="you" title={title}>
        <div className={styles.signForm}>
          <p>{lead}</p>
          {can && !without ? (
            <>
              <p>{t('passkey.signs')}</p>
              <ProblemNote problem={sign.problem} />
              <TroubleNote trouble={ceremony.trouble} />
              <Row>
                <ActButton kind="you" busy={ceremony.busy || sign.busy} onClick={signWithPasskey}>
                  {action}
                </ActButton>
                <ActButton kind="quiet" onClick={() => change(true)}>
                  {t('passkey.instead_weaker')}
                </ActButton>
              </Row>
            </>
          ) : (
            <SignWithout
              action={action}
              place={place}
              sign={sign}
              onSign={(password) => onSign({ hash, password })}
              onPasskey={can ? () => change(false) : null}
            />
          )}
        </div>
      </Sheet>
    </div>
  )
}
