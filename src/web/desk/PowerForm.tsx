import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import type { Decision } from '../../contract/decision.ts'
import type { Authority } from '../../contract/mandate.ts'
import type { DecisionRequest, Evaluation } from '../../core/mandate/evaluate.ts'
import { currentLanguage } from '../i18n.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { Facts } from './Facts.tsx'
import { HowMuch } from './HowMuch.tsx'
import { InlineForm } from './InlineForm.tsx'
import styles from './May.module.css'
import { useLeft, Wider } from './PowerSheet.tsx'
import { type Mandate, type PowerNow, requestOf } from './powers.ts'
import { Reason } from './Reason.tsx'
import { useAsked } from './use-asked.ts'
import { useDeciding } from './use-deciding.ts'
import { Verdict } from './Verdict.tsx'

type PowerFormProps = {
  contact: ContactDetail
  authority: Authority
  mandate: Mandate
  power: PowerNow
  weigh: (request: DecisionRequest) => Evaluation
  onDecided: (decision: Decision) => void
  onClose: () => void
}

/** A power, open: how much and why, weighed while one types. Beyond the mandate it asks for support instead. */
export function PowerForm({ contact, authority, mandate, power, weigh, onDecided, onClose }: PowerFormProps) {
  const { t } = useTranslation()
  const asked = useAsked({ contact, power, currency: authority.currency })
  const deciding = useDeciding({ contact, onDecided, onAsked: onClose })
  const left = useLeft(authority.currency, mandate)(power.availability)
  const wording = mandate.document.powers.find(({ kind }) => kind === power.kind)?.wording?.agents?.[
    currentLanguage()
  ]
  const request = requestOf(power.kind, authority.currency, asked)
  const evaluation = weigh(request)
  const beyond = evaluation.verdict === 'beyond'
  const missing = [
    ...power.availability.missing,
    ...evaluation.conditions.filter(({ holds }) => !holds).flatMap((condition) => condition.missing),
  ]
  const ready = evaluation.verdict !== 'refused' && asked.reason.trim() !== ''
  const [tried, setTried] = useState(false)

  function submit() {
    setTried(true)
    if (!ready) return
    if (beyond) deciding.askSupport(request, asked.reason.trim())
    else deciding.decide(request, asked.reason.trim())
  }
  return (
    <InlineForm onCancel={onClose}>
      <Sheet emphasis="you" title={t(`power.${power.kind}`)} aside={<Kbd keys={power.key} />}>
        <p className={styles.left}>{left}</p>
        {wording && <p className={styles.left}>{wording}</p>}
        <Wider power={power} authority={authority} />
        <form
          noValidate
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <HowMuch power={power} asked={asked} currency={authority.currency} tried={tried} />
          <Reason kind={power.kind} asked={asked} missing={tried && !asked.reason.trim()} />
          <Verdict evaluation={evaluation} request={request} authority={authority} mandate={mandate} />
          <Facts
            contact={contact}
            authority={authority}
            mandate={mandate}
            kind={power.kind}
            missing={missing}
          />
          {deciding.overtaken && <p className={styles.overtaken}>{t('power.overtaken')}</p>}
          <ProblemNote problem={deciding.problem} />
          <Row>
            <ActButton type="submit" kind={beyond ? 'plain' : 'you'} keys="Enter" busy={deciding.busy}>
              {t(beyond ? 'power.ask' : 'power.decide')}
            </ActButton>
            <ActButton kind="quiet" keys="Escape" onClick={onClose}>
              {t('desk.cancel')}
            </ActButton>
          </Row>
        </form>
      </Sheet>
    </InlineForm>
  )
}
