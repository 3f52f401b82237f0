import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftDetail } from '../../../contract/draft.ts'
import { completeDraft, writtenSoFar } from '../../../core/mandate/draft.ts'
import { findDraftAdvice, findDraftFaults } from '../../../core/mandate/draft-faults.ts'
import type { ResultOf } from '../../api.ts'
import { BacktestPanel } from '../../backtest/BacktestPanel.tsx'
import { ActButton } from '../../ui/ActButton.tsx'
import { useFormat } from '../../ui/format.ts'
import { useKeys } from '../../ui/keys.ts'
import { Page, Row } from '../../ui/Page.tsx'
import { BeyondFields } from './BeyondFields.tsx'
import { Changes } from './Changes.tsx'
import { Conflict } from './Conflict.tsx'
import styles from './Draft.module.css'
import { FactFields } from './FactFields.tsx'
import { faultWords } from './fault-words.ts'
import { PowersPart } from './PowersPart.tsx'
import { RemovedNote } from './RemovedNote.tsx'
import { SavedNote } from './SavedNote.tsx'
import { SubmitPart } from './SubmitPart.tsx'
import { useDraft } from './use-draft.ts'
import { WhereFields } from './WhereFields.tsx'
import { WritingContext } from './writing.ts'

type EditorFormProps = {
  draft: DraftDetail
  client: ResultOf<'client.list'>['items'][number]
  teams: ResultOf<'team.list'>['items']
}

/** On one side what is agreed, power by power; on the other what that changes, in sentences. */
export function EditorForm({ draft, client, teams }: EditorFormProps) {
  const { t } = useTranslation()
  const { list, isolate } = useFormat()
  const writing = useDraft(draft)
  const { state, edit, conflict, base } = writing
  const { content } = state
  /** what is still missing is said once somebody wants to submit, and not while they are on their way there */
  const [tried, setTried] = useState(false)
  const [glance, setGlance] = useState<HTMLElement | null>(null)
  const complete = useMemo(() => completeDraft(content.document), [content.document])
  const faults = findDraftFaults(content.document)
  if (content.teamIds.length === 0) faults.unshift({ place: 'teams', fault: 'no_teams' })
  const missing = /_missing$|^no_|^empty_group$/
  const shown = tried ? faults : faults.filter(({ fault }) => !missing.test(fault))
  const advice = findDraftAdvice(content.document, client.currencies)
  const words = new Map([...advice, ...shown].map(({ place, fault }) => [place, faultWords(t, fault)]))
  const nameOfTeam = (id: string) => isolate(teams.find((team) => team.id === id)?.name ?? id)
  useKeys([
    {
      keys: 'mod+s',
      label: t('draft.save_now'),
      group: t('mandates.nav'),
      run: () => void writing.save(),
    },
  ])
  return (
    <Page
      wide
      title={t('draft.title', { client: draft.clientName })}
      eyebrow={draft.clientName}
      sentence={t('draft.sentence')}
      lead={
        draft.basedOn
          ? t('draft.lead_based', { number: draft.basedOn.number })
          : t('draft.lead', { teams: list(content.teamIds.map(nameOfTeam)) })
      }
    >
      <WritingContext
        value={{
          document: content.document,
          edit,
          currencies: client.currencies,
          touchpoints: client.touchpoints,
          faultAt: (place) => words.get(place),
          hasFault: (place) => shown.some((one) => one.place.startsWith(place)),
        }}
      >
        {conflict && (
          <Conflict
            base={base.content}
            mine={content}
            theirs={conflict}
            by={draft.updatedBy}
            nameOfTeam={nameOfTeam}
            onTheirs={writing.takeTheirs}
            onMine={writing.putMineOnTop}
          />
        )}
        {writing.bringBack && (
          <Row>
            <p>{t('draft.taken')}</p>
            <ActButton onClick={writing.bringBack}>{t('draft.bring_back')}</ActButton>
          </Row>
        )}
        <div className={styles.draft}>
          <div className={styles.form}>
            <WhereFields teams={teams} content={content} />
            <PowersPart />
            <BeyondFields />
            <FactFields />
            <SubmitPart
              draft={draft}
              document={content.document}
              faults={faults}
              blocked={conflict !== null}
              save={writing.save}
              forget={writing.forget}
              onTried={() => setTried(true)}
            />
          </div>
          <div className={styles.aside}>
            <SavedNote writing={writing} draft={draft} />
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
            <aside className={styles.changes} aria-labelledby="changes" tabIndex={0}>
              <Changes
                document={writtenSoFar(content.document, draft.inForce?.document ?? null)}
                inForce={draft.inForce}
              />
              <div ref={setGlance} className={styles.glance} />
            </aside>
          </div>
        </div>
        {glance && complete.powers.length > 0 && (
          <BacktestPanel
            clientId={draft.clientId}
            teamIds={content.teamIds}
            document={complete}
            inForce={draft.inForce?.document ?? null}
            glance={glance}
          />
        )}
        <RemovedNote removed={state.removed} onRestore={() => edit({ edit: 'restored' })} />
      </WritingContext>
    </Page>
  )
}
