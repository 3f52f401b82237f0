import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { languages, ownNames } from '../language.ts'
import { useAct } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row, Soft } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { emptyOverlay, faultsOf, overlayOf } from './draft.ts'
import styles from './Overlay.module.css'
import { useOverlaySaid } from './said.ts'
import { WhomFields } from './WhomFields.tsx'
import { WidenFields } from './WidenFields.tsx'

type OverlayFormProps = { mandate: ResultOf<'mandate.show'>; touchpoints: readonly string[] }

/** Why, from when until when, for whom, what is wider; and below, the sentences that it makes. */
export function OverlayForm({ mandate, touchpoints }: OverlayFormProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { person } = useSession()
  const create = useAct('overlay.create')
  const [draft, keep, drop] = useKept(`overlay.${mandate.id}`, emptyOverlay)
  const faults = faultsOf(draft, mandate, person.timeZone)
  const texts = Object.fromEntries(
    Object.entries(faults).map(([place, fault]) => [place, t(`overlay.fault_${fault}`)]),
  )
  const document = overlayOf(draft, mandate, person.timeZone)
  const said = useOverlaySaid(mandate.document)
  const sentences = said.widens(document)

  function send() {
    create.run({ params: { mandateId: mandate.id }, body: { document } }, () => {
      drop()
      void navigate({ to: `/mandates/${mandate.id}` })
    })
  }
  return (
    <Form faults={texts} onSubmit={send}>
      {(shown) => (
        <>
          <h2 className={styles.heading}>{t('overlay.why')}</h2>
          <div className={styles.two}>
            {languages.map((language) => (
              <TextField
                key={language}
                label={t('overlay.reason_in', { language: ownNames[language] })}
                maxLength={300}
                value={draft.reason[language]}
                onChange={(text) => keep({ ...draft, reason: { ...draft.reason, [language]: text } })}
                error={shown[`reason.${language}`]}
              />
            ))}
          </div>
          <h2 className={styles.heading}>{t('overlay.how_long')}</h2>
          <div className={styles.two}>
            <TextField
              type="date"
              label={t('overlay.from')}
              value={draft.from}
              onChange={(from) => keep({ ...draft, from })}
              error={shown.from}
            />
            <TextField
              type="date"
              label={t('overlay.until')}
              hint={t('overlay.until_hint')}
              value={draft.until}
              onChange={(until) => keep({ ...draft, until })}
              error={shown.until}
            />
          </div>
          <h2 className={styles.heading}>{t('overlay.whom')}</h2>
          <WhomFields
            lines={draft.whom}
            touchpoints={touchpoints}
            faults={shown}
            onChange={(whom) => keep({ ...draft, whom })}
          />
          <h2 className={styles.heading}>{t('overlay.what')}</h2>
          {shown.widens && (
            <p className={styles.fault} role="alert">
              {shown.widens}
            </p>
          )}
          {mandate.document.powers.map((power) => (
            <WidenFields key={power.kind} power={power} draft={draft} faults={shown} onChange={keep} />
          ))}
          <div className={styles.preview} role="status">
            <p>{t('overlay.preview')}</p>
            {sentences.length === 0 && <Soft>{t('overlay.preview_empty')}</Soft>}
            <ul className={styles.sentences}>
              {sentences.map(({ id, text }) => (
                <li key={id}>{text}</li>
              ))}
            </ul>
            {sentences.length > 0 && <p>{said.whom(document)}</p>}
            {document.from && document.until && <p>{said.when(document)}</p>}
          </div>
          <ProblemNote problem={create.problem} />
          {Object.keys(shown).length > 0 && (
            <p className={styles.fault} role="alert">
              {t('overlay.faults_left')}
            </p>
          )}
          <Row>
            <ActButton type="submit" busy={create.busy}>
              {t('overlay.save')}
            </ActButton>
            <Soft small>{t('overlay.save_after')}</Soft>
          </Row>
        </>
      )}
    </Form>
  )
}
