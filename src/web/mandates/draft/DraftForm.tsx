import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { powerKinds } from '../../../core/mandate/document.ts'
import type { ResultOf } from '../../api.ts'
import { useAct } from '../../queries.ts'
import { useSession } from '../../session.tsx'
import { ActButton } from '../../ui/ActButton.tsx'
import { Form } from '../../ui/Form.tsx'
import { useKept } from '../../ui/kept.ts'
import { Row, Soft } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/States.tsx'
import { Articles } from '../Articles.tsx'
import styles from './Draft.module.css'
import { type Draft, documentOf, emptyDraft } from './draft.ts'
import { faultsOf } from './faults.ts'
import { MinutesField } from './MinutesField.tsx'
import { midnightIn } from './midnight.ts'
import { PowerFields } from './PowerFields.tsx'
import { StartFrom } from './StartFrom.tsx'
import { WhereFields } from './WhereFields.tsx'

type DraftFormProps = {
  clients: ResultOf<'client.list'>['items']
  teams: ResultOf<'team.list'>['items']
  startWith: string
}

/** On one side what is agreed, power by power; on the other the sentences that it makes. */
export function DraftForm({ clients, teams, startWith }: DraftFormProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { person } = useSession()
  const create = useAct('mandate.create')
  const [draft, keep, drop] = useKept<Draft>(`mandate.${startWith}`, emptyDraft(startWith))
  /** counts the versions started from: their fields begin anew */
  const [start, setStart] = useState(0)
  const client = clients.find(({ id }) => id === draft.clientId)
  const currencies = client?.currencies ?? []
  const faults = faultsOf(draft, currencies)
  const { document } = documentOf(draft, currencies)

  function send() {
    const from = draft.from ? midnightIn(draft.from, person.timeZone) : undefined
    create.run({ body: { clientId: draft.clientId, teamIds: draft.teamIds, from, document } }, ({ id }) => {
      drop()
      void navigate({ to: `/mandates/${id}` })
    })
  }
  const texts = Object.fromEntries(
    Object.entries(faults).map(([place, fault]) => [place, t(`mandates.fault_${fault}`)]),
  )
  return (
    <div className={styles.draft}>
      <Form faults={texts} onSubmit={send}>
        {(shown) => (
          <>
            <WhereFields clients={clients} teams={teams} draft={draft} onChange={keep} faults={shown} />
            <StartFrom
              key={draft.clientId}
              draft={draft}
              onStart={(next) => {
                keep(next)
                setStart(start + 1)
              }}
            />
            <h2 className={styles.heading}>{t('mandates.powers')}</h2>
            {shown.powers && (
              <p className={styles.fault} role="alert">
                {shown.powers}
              </p>
            )}
            {powerKinds.map((kind) => (
              <PowerFields
                key={`${kind} ${start} ${draft.clientId}`}
                kind={kind}
                power={draft.powers[kind]}
                currencies={currencies}
                faults={draft.powers[kind].on ? texts : {}}
                shown={shown}
                onChange={(power) => keep({ ...draft, powers: { ...draft.powers, [kind]: power } })}
              />
            ))}
            <h2 className={styles.heading}>{t('mandates.beyond_title')}</h2>
            <MinutesField
              minutes={draft.minutes}
              error={shown.minutes}
              onChange={(minutes) => keep({ ...draft, minutes })}
            />
            <ProblemNote problem={create.problem} />
            {Object.keys(shown).length > 0 && (
              <p className={styles.fault} role="alert">
                {t('mandates.faults_left')}
              </p>
            )}
            <Row>
              <ActButton type="submit" busy={create.busy}>
                {t('mandates.draft_save')}
              </ActButton>
              <Soft small>{t('mandates.draft_after')}</Soft>
            </Row>
          </>
        )}
      </Form>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <aside className={styles.preview} aria-labelledby="preview" tabIndex={0}>
        <h2 className={styles.eyebrow} id="preview">
          {t('mandates.preview')}
        </h2>
        {document.powers.length > 0 ? (
          <Articles document={document} />
        ) : (
          <p className={styles.empty}>{t('mandates.preview_empty')}</p>
        )}
      </aside>
    </div>
  )
}
