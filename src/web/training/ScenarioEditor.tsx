import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScenarioDraft } from '../../contract/scenario.ts'
import { scaleScenario } from '../../core/training/amounts.ts'
import { useAct, useRead } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { CheckField, SelectField, TextAreaField, TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Eyebrow, Page, Row } from '../ui/Page.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import { AmountsField } from './AmountsField.tsx'
import { Doubtful, Original } from './Original.tsx'
import { StepFields } from './StepFields.tsx'
import styles from './Training.module.css'

/** A case on its way to a scenario: the original beside what nobody can be recognised in. */
export function ScenarioEditor() {
  const { scenarioId } = useParams({ strict: false }) as { scenarioId: string }
  const read = useRead('scenario.show', { params: { scenarioId } })
  if (!read.data) return <Loading of={read} />
  return <Editor key={scenarioId} start={read.data} />
}

type Content = ScenarioDraft['content']
/** What was typed and not saved. `base`: what the amounts were changed from, as long as nothing else was typed. */
type Typed = { content: Content; percent: number; base: { content: Content; percent: number } | null }

function Editor({ start }: { start: ScenarioDraft }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(start)
  const [typed, keep, drop] = useKept<Typed>(`scenario.${draft.id}.${draft.revision}`, {
    content: draft.content,
    percent: draft.amountPercent,
    base: null,
  })
  const { content, percent } = typed
  const setContent = (next: Content) => keep({ content: next, percent, base: null })
  // from what stood before the first change of amounts, so that there and back is where it was
  const setPercent = (to: number) => {
    const base = typed.base ?? { content, percent }
    keep({ content: scaleScenario(base.content, base.percent, to), percent: to, base })
  }
  const [looked, setLooked] = useState(false)
  const save = useAct('scenario.save')
  const approve = useAct('scenario.approve')
  const retire = useAct('scenario.retire')
  const params = { scenarioId: draft.id }
  const isDraft = draft.state === 'draft'
  const faulty = (path: string) =>
    draft.revision > 1 && draft.faults.some((one) => one.path === path || one.path.startsWith(`${path}.`))
  const put = (after?: (saved: ScenarioDraft) => void) =>
    save.run({ params, body: { revision: draft.revision, content, amountPercent: percent } }, (saved) => {
      drop()
      setDraft(saved)
      after?.(saved)
    })
  const approveIt = () =>
    put((saved) => approve.run({ params, body: { revision: saved.revision } }, setDraft))
  if (!isDraft)
    return (
      <Page
        title={content.title}
        sentence={t(`training.is_${draft.state as 'approved'}`)}
        lead={t('training.original_gone')}
      >
        <Row>
          <ActLink to={`/training/scenarios/${draft.id}`}>{t('training.practise')}</ActLink>
          {draft.state === 'approved' && (
            <ActButton
              kind="quiet"
              busy={retire.busy}
              onClick={() => retire.run({ params }, () => setDraft({ ...draft, state: 'retired' }))}
            >
              {t('training.retire')}
            </ActButton>
          )}
        </Row>
      </Page>
    )
  return (
    <Page
      wide
      title={content.title || t('training.untitled')}
      sentence={t('training.edit_sentence')}
      lead={t('training.edit_lead')}
    >
      <div className={styles.beside}>
        <Original lines={draft.original ?? []} language={draft.language} />
        <div className={styles.form}>
          <Doubtful marks={draft.doubtful} />
          <AmountsField percent={percent} onChange={setPercent} />
          <TextField
            label={t('training.title')}
            maxLength={200}
            value={content.title}
            onChange={(title) => setContent({ ...content, title })}
            error={faulty('title') && t('training.needed')}
          />
          <TextAreaField
            label={t('training.situation')}
            hint={t('training.situation_hint')}
            maxLength={2000}
            value={content.situation}
            onChange={(situation) => setContent({ ...content, situation })}
            error={faulty('situation') && t('training.needed')}
          />
          {content.steps.map((step, nth) => (
            <StepFields
              // biome-ignore lint/suspicious/noArrayIndexKey: turns have an order and nothing else
              key={nth}
              step={step}
              nth={nth}
              fault={faulty(`steps.${nth}`)}
              onChange={(next) =>
                setContent({ ...content, steps: content.steps.map((one, at) => (at === nth ? next : one)) })
              }
            />
          ))}
          <SelectField
            label={t('training.decide_at')}
            options={content.steps.map((_, nth) => ({
              value: String(nth),
              label: t('training.after_turn', { number: nth + 1 }),
            }))}
            value={String(content.decideAt)}
            onChange={(at) => setContent({ ...content, decideAt: Number(at) })}
          />
          <TextAreaField
            label={t('training.after')}
            value={content.after ?? ''}
            onChange={(after) => setContent({ ...content, after: after || null })}
          />
          <TextField
            label={t('training.reach')}
            hint={t('training.reach_hint')}
            maxLength={1000}
            value={content.reach}
            onChange={(reach) => setContent({ ...content, reach })}
            error={faulty('reach') && t('training.needed')}
          />
          <Eyebrow as="h2">{t('training.approval')}</Eyebrow>
          <CheckField label={t('training.looked')} checked={looked} onChange={setLooked} />
          <ProblemNote problem={save.problem ?? approve.problem} />
          <Row>
            <ActButton kind="you" busy={approve.busy} disabled={!looked} onClick={approveIt}>
              {t('training.approve')}
            </ActButton>
            <ActButton kind="quiet" busy={save.busy} onClick={() => put()}>
              {t('training.save')}
            </ActButton>
          </Row>
        </div>
      </div>
    </Page>
  )
}
