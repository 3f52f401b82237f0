import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askPasskey, type PasskeyPlace, usabilityOf } from '../passkey/ceremony.ts'
import { NotHere, TroubleNote } from '../passkey/Notes.tsx'
import { useCeremony } from '../passkey/use-ceremony.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { useEnter } from './next.ts'

/** Whichever passkey the person has for this place says who they are: nothing to write. */
export function ByPasskey() {
  const { t } = useTranslation()
  const enter = useEnter()
  const challenge = useAct('passkey.challenge')
  const signIn = useAct('passkey.signIn')
  const ceremony = useCeremony()
  const [place, setPlace] = useState<PasskeyPlace | null>(null)
  // without it the browser has no passkeys to offer, or the page came without https
  if (!('PublicKeyCredential' in window)) return null

  function comeIn() {
    challenge.reset()
    signIn.reset()
    void ceremony.run(async () => {
      const asked = await challenge.runAsync({})
      setPlace(asked.place)
      if (usabilityOf(asked.place) !== 'here') return
      await signIn.runAsync({ body: await askPasskey(asked.place, asked.challenge) })
      await enter()
    })
  }
  return (
    <>
      <Row>
        <ActButton busy={ceremony.busy} onClick={comeIn}>
          {t('passkey.come_in')}
        </ActButton>
      </Row>
      {place && <NotHere place={place} />}
      <ProblemNote problem={challenge.problem ?? signIn.problem} />
      <TroubleNote trouble={ceremony.trouble} />
    </>
  )
}
