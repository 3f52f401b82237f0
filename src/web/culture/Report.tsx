import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BreachKind, breachKinds } from '../../core/breach/above.ts'
import type { ResultOf } from '../api.ts'
import { useAct, useRead } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { CheckField, SelectField, TextAreaField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { Page, Row } from '../ui/Page.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import styles from './Culture.module.css'

/** Telling of a breach in confidence, and what I told before. */
export function Report() {
  const { t } = useTranslation()
  const people = useRead('breach.listConcerned')
  const told = useRead('breach.listMine')
  if (!people.data) return <Loading of={people} />
  if (!told.data) return <Loading of={told} />
  return (
    <Page
      title={t('culture.report_title')}
      sentence={t('culture.report_sentence')}
      lead={t('culture.report_lead')}
    >
      {people.data.items.length === 0 ? (
        <p>{t('culture.report_nobody')}</p>
      ) : (
        <ReportForm people={people.data.items} />
      )}
      <h2 className={styles.heading}>{t('culture.reports')}</h2>
      {told.data.items.length === 0 ? (
        <p className={styles.soft}>{t('culture.reports_empty')}</p>
      ) : (
        <Lines label={t('culture.reports')}>
          {told.data.items.map((breach) => (
            <Told key={breach.id} breach={breach} />
          ))}
        </Lines>
      )}
    </Page>
  )
}

/** Not kept on this device: a colleague may sit here next, or the one it concerns. */
function ReportForm({ people }: { people: ResultOf<'breach.listConcerned'>['items'] }) {
  const { t } = useTranslation()
  const report = useAct('breach.report')
  const [personId, setPersonId] = useState('')
  const [kind, setKind] = useState<BreachKind>('scored')
  const [words, setWords] = useState('')
  const [named, setNamed] = useState(false)
  function send() {
    report.run({ body: { personId, kind, words: words.trim(), named } }, () => {
      setPersonId('')
      setWords('')
      setNamed(false)
    })
  }
  return (
    <div className={styles.form}>
      <Form
        faults={{
          who: !personId && t('culture.report_who_needed'),
          words: !words.trim() && t('culture.report_words_needed'),
        }}
        onSubmit={send}
      >
        {(shown) => (
          <>
            <SelectField
              label={t('culture.report_who')}
              options={[
                { value: '', label: t('culture.report_choose') },
                ...people.map((person) => ({ value: person.personId, label: person.name })),
              ]}
              value={personId}
              onChange={setPersonId}
              error={shown.who}
            />
            <SelectField
              label={t('culture.report_kind')}
              options={breachKinds.map((value) => ({ value, label: t(`culture.kind_${value}`) }))}
              value={kind}
              onChange={setKind}
            />
            <TextAreaField
              label={t('culture.report_words')}
              rows={5}
              maxLength={4000}
              value={words}
              onChange={setWords}
              error={shown.words}
            />
            <CheckField
              label={t('culture.report_named')}
              hint={t('culture.report_named_hint')}
              checked={named}
              onChange={setNamed}
            />
            <ProblemNote problem={report.problem} />
            <div role="status">{report.done && !words && <p>{t('culture.report_sent')}</p>}</div>
            <Row>
              <ActButton type="submit" busy={report.busy}>
                {t('culture.report_send')}
              </ActButton>
              <ActLink kind="quiet" to="/culture">
                {t('culture.report_leave')}
              </ActLink>
            </Row>
          </>
        )}
      </Form>
    </div>
  )
}

function Told({ breach }: { breach: ResultOf<'breach.listMine'>['items'][number] }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const naming = useAct('breach.name')
  return (
    <Line
      title={t('culture.told_of', { name: breach.concernedName, kind: t(`culture.kind_${breach.kind}`) })}
      end={t('culture.told_on', { day: date(breach.day) })}
    >
      <p className={styles.words} dir="auto">
        {breach.words}
      </p>
      {breach.answer ? (
        <>
          <p>{t(`culture.outcome_${breach.answer.outcome}`)}</p>
          <p className={styles.words} dir="auto">
            {breach.answer.words}
          </p>
        </>
      ) : (
        <>
          <p className={styles.soft}>
            {breach.goesTo && t(`culture.goes_to_${breach.goesTo}`)}{' '}
            {t(breach.named ? 'culture.named_yes' : 'culture.named_no')}
          </p>
          <ProblemNote problem={naming.problem} />
          <Row>
            <ActButton
              kind="quiet"
              busy={naming.busy}
              onClick={() => naming.run({ params: { breachId: breach.id }, body: { named: !breach.named } })}
            >
              {t(breach.named ? 'culture.hide_name' : 'culture.let_name')}
            </ActButton>
          </Row>
        </>
      )}
    </Line>
  )
}
