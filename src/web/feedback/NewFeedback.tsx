import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useAct, useRead } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextAreaField, TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Page, Row } from '../ui/Page.tsx'
import { EmptyState, Loading, ProblemNote } from '../ui/States.tsx'
import { bodyOf, contactIn, type Draft, emptyDraft, isPay } from './draft.ts'
import styles from './Feedback.module.css'
import { PayFields } from './PayFields.tsx'
import { ScoreFields } from './ScoreFields.tsx'

type Colleague = ResultOf<'colleague.list'>['items'][number]

/** Writing to a colleague about their work. */
export function NewFeedback() {
  const { t } = useTranslation()
  const colleagues = useRead('colleague.list')
  if (!colleagues.data) return <Loading of={colleagues} />
  const { items } = colleagues.data
  return (
    <Page title={t('feedback.write')} sentence={t('feedback.new_sentence')} lead={t('feedback.new_lead')}>
      {items.length === 0 ? (
        <EmptyState title={t('feedback.nobody_title')}>
          <p>{t('feedback.nobody')}</p>
        </EmptyState>
      ) : (
        <NewForm colleagues={items} />
      )}
    </Page>
  )
}

function NewForm({ colleagues }: { colleagues: readonly Colleague[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { contact = '' } = useSearch({ strict: false }) as { contact?: string }
  const create = useAct('feedback.create', { refreshes: ['breach.', 'guarantee.', 'entry.'] })
  const [draft, keep, drop] = useKept<Draft>('feedback.new', { ...emptyDraft, contact })
  const [unscoped, setUnscoped] = useState(false)
  const change = (part: Partial<Draft>) => keep({ ...draft, ...part })
  const to = colleagues.find((one) => keyOf(one) === draft.to)
  const kinds = to?.kinds ?? ['praise']
  const kind = kinds.includes(draft.kind) ? draft.kind : 'praise'
  const currency = to?.currencies.includes(draft.currency) ? draft.currency : (to?.currencies[0] ?? 'EUR')
  const score = Number(draft.score)
  const faults = {
    to: !to && t('feedback.to_needed'),
    contact:
      draft.contact.trim() || kind === 'score'
        ? !contactIn(draft.contact) && t('feedback.contact_wrong')
        : undefined,
    score:
      kind === 'score' &&
      !(draft.score.trim() && Number.isInteger(score) && score >= 0 && score <= 100) &&
      t('feedback.score_needed'),
    pay: isPay(kind) && !draft.minor && t('feedback.pay_needed'),
    text: !draft.text.trim() && t('feedback.text_needed'),
  }

  function send() {
    if (create.busy) return
    setUnscoped(false)
    create.run({ body: bodyOf({ ...draft, kind, currency }) }, (result) => {
      if (result.outcome === 'written') {
        drop()
        void navigate({ to: '/feedback/mine' as string })
      } else if (result.refusal.breachId) {
        // what was typed stays in the form, to be written differently
        void navigate({ to: `/guarantee/refused/${result.refusal.breachId}` as string })
      } else setUnscoped(true)
    })
  }
  return (
    <div className={styles.form}>
      <Form faults={faults} onSubmit={send}>
        {(shown) => (
          <>
            <SelectField
              label={t('feedback.to_label')}
              options={[
                { value: '', label: t('feedback.to_choose') },
                ...colleagues.map((one) => ({ value: keyOf(one), label: `${one.name}, ${one.teamName}` })),
              ]}
              value={draft.to}
              onChange={(next) => change({ to: next })}
              error={shown.to}
            />
            <SelectField
              label={t('feedback.kind_label')}
              hint={t(`feedback.hint_${kind}`)}
              options={kinds.map((value) => ({ value, label: t(`feedback.kind_${value}`) }))}
              value={kind}
              onChange={(next) => change({ kind: next })}
            />
            <TextField
              label={t(kind === 'score' ? 'feedback.contact_label_score' : 'feedback.contact_label')}
              hint={t('feedback.contact_hint')}
              type="url"
              value={draft.contact}
              onChange={(next) => change({ contact: next })}
              error={shown.contact}
            />
            {kind === 'score' && (
              <ScoreFields draft={draft} onChange={change} fault={shown.score} unscoped={unscoped} />
            )}
            {isPay(kind) && (
              <PayFields
                draft={draft}
                currency={currency}
                currencies={to?.currencies ?? [currency]}
                onChange={change}
                fault={shown.pay}
              />
            )}
            <TextAreaField
              label={t('feedback.text_label')}
              rows={5}
              maxLength={4000}
              value={draft.text}
              onChange={(next) => change({ text: next })}
              error={shown.text}
            />
            <ProblemNote problem={create.problem} />
            <Row>
              <ActButton type="submit" busy={create.busy}>
                {to ? t('feedback.send_to', { name: to.name }) : t('feedback.send')}
              </ActButton>
              <ActLink kind="quiet" to="/feedback/mine">
                {t('feedback.leave')}
              </ActLink>
            </Row>
          </>
        )}
      </Form>
    </div>
  )
}

const keyOf = ({ personId, teamId }: Colleague) => `${personId} ${teamId}`
