import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BreachOutcome, breachOutcomes } from '../../core/breach/above.ts'
import type { ResultOf } from '../api.ts'
import { useAct, useRead } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextAreaField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { useKept } from '../ui/kept.ts'
import { Page, Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { EmptyState, Loading, ProblemNote } from '../ui/States.tsx'
import styles from './Culture.module.css'

type Told = ResultOf<'breach.listToAnswer'>['items'][number]

/** What was told to me since I stand above whom it concerns. */
export function ToAnswer() {
  const { t } = useTranslation()
  const told = useRead('breach.listToAnswer')
  const [given, setGiven] = useState(false)
  if (!told.data) return <Loading of={told} />
  const { items } = told.data
  return (
    <Page
      title={t('culture.to_answer')}
      sentence={items.length > 0 ? t('culture.alert', { count: items.length }) : t('culture.answer_none')}
      lead={items.length > 0 && t('culture.to_answer_lead')}
    >
      <div role="status">
        {given && (
          <Row>
            <span>{t('culture.answer_given')}</span>
            <ActLink kind="quiet" to="/culture">
              {t('culture.answer_read')}
            </ActLink>
          </Row>
        )}
      </div>
      {items.length === 0 && (
        <EmptyState title={t('culture.answer_none_title')}>
          <p>{t('culture.answer_none_text')}</p>
        </EmptyState>
      )}
      {items.map((breach) => (
        <ToldSheet key={breach.id} breach={breach} onGiven={() => setGiven(true)} />
      ))}
    </Page>
  )
}

function ToldSheet({ breach, onGiven }: { breach: Told; onGiven: () => void }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const answer = useAct('breach.answer')
  const [words, keep, drop] = useKept(`culture.answer.${breach.id}`, '')
  const [outcome, setOutcome] = useState<BreachOutcome>('put_right')
  const { id: breachId, concernedName: name, kind } = breach
  return (
    <Sheet title={t('culture.told_of', { name, kind: t(`culture.kind_${kind}`) })}>
      <p className={styles.soft}>
        {t('culture.told_on', { day: date(breach.day) })} · <bdi>{breach.clientName}</bdi>
      </p>
      <p className={styles.words} dir="auto">
        {breach.words}
      </p>
      <p className={styles.soft}>
        {breach.reporterName
          ? t('culture.reporter_named', { name: breach.reporterName })
          : t('culture.reporter_unnamed')}
      </p>
      <div className={styles.form}>
        <Form
          faults={{ words: !words.trim() && t('culture.answer_words_needed') }}
          onSubmit={() =>
            answer.run({ params: { breachId }, body: { outcome, words: words.trim() } }, () => {
              drop()
              onGiven()
            })
          }
        >
          {(shown) => (
            <>
              <SelectField
                label={t('culture.answer_outcome')}
                options={breachOutcomes.map((value) => ({ value, label: t(`culture.outcome_${value}`) }))}
                value={outcome}
                onChange={setOutcome}
              />
              <TextAreaField
                label={t('culture.answer_words')}
                hint={t('culture.answer_words_hint')}
                maxLength={600}
                value={words}
                onChange={keep}
                error={shown.words}
              />
              <ProblemNote problem={answer.problem} />
              <Row>
                <ActButton kind="you" type="submit" busy={answer.busy}>
                  {t('culture.answer_send')}
                </ActButton>
              </Row>
            </>
          )}
        </Form>
      </div>
    </Sheet>
  )
}
