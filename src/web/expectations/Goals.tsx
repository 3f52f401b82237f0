import { useTranslation } from 'react-i18next'
import { findActivity } from '../../core/expectation/activity.ts'
import { useAct, useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextAreaField, TextField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { useKept } from '../ui/kept.ts'
import { Eyebrow, Page, Row, Rule, Soft } from '../ui/Page.tsx'
import { EmptyState, Loading, ProblemNote } from '../ui/States.tsx'
import { Thing, Things } from '../ui/Things.tsx'
import styles from './Expectations.module.css'

/** What the company wants to reach, and who made it theirs. */
export function Goals() {
  const { t } = useTranslation()
  const { list } = useFormat()
  const { can } = useSession()
  const goals = useRead('goal.list')
  const retire = useAct('goal.retire')
  if (!goals.data) return <Loading of={goals} />
  const { items } = goals.data
  const current = items.filter(({ retired }) => !retired)
  const theirs = new Set(current.flatMap(({ madeTheirsBy }) => madeTheirsBy)).size
  return (
    <Page
      title={t('expectations.goals')}
      sentence={
        current.length === 0
          ? t('expectations.goals_sentence_none')
          : t('expectations.goals_sentence', { count: theirs })
      }
      lead={t('expectations.goals_lead')}
    >
      <ProblemNote problem={retire.problem} />
      {items.length === 0 ? (
        <EmptyState title={t('expectations.goals_empty_title')}>
          <p>{t('expectations.goals_empty')}</p>
        </EmptyState>
      ) : (
        <Things>
          {items.map((goal) => (
            <Thing key={goal.id} title={<bdi>{goal.words}</bdi>}>
              <p className={styles.term} dir="auto">
                {goal.because}
              </p>
              <p>
                {goal.madeTheirsBy.length > 0
                  ? t('expectations.made_theirs', { names: list(goal.madeTheirsBy) })
                  : t('expectations.made_theirs_none')}
              </p>
              <Row>
                <Soft small>
                  {goal.retired
                    ? t('expectations.goal_retired')
                    : t('expectations.goal_written', {
                        name: goal.writtenBy,
                        client: goal.clientName ?? t('expectations.all_clients'),
                      })}
                </Soft>
                {can('goal.write') && !goal.retired && (
                  <ActButton
                    kind="quiet"
                    busy={retire.busy}
                    about={goal.words}
                    onClick={() => retire.run({ params: { goalId: goal.id } })}
                  >
                    {t('expectations.goal_retire')}
                  </ActButton>
                )}
              </Row>
            </Thing>
          ))}
        </Things>
      )}
      {can('goal.write') && <NewGoal />}
    </Page>
  )
}

function NewGoal() {
  const { t } = useTranslation()
  const { person } = useSession()
  const create = useAct('goal.create')
  const [draft, keep, drop] = useKept('goal.new', { words: '', because: '', clientId: '' })
  const activity = findActivity(draft.words)
  const refused = activity && t(`expectations.activity_${activity.kind}`, { words: activity.words })
  return (
    <>
      <Rule />
      <Eyebrow as="h2">{t('expectations.goal_new')}</Eyebrow>
      <div className={styles.form}>
        <Form
          faults={{
            words: !draft.words.trim() ? t('expectations.goal_words_needed') : (refused ?? undefined),
            because: !draft.because.trim() && t('expectations.goal_because_needed'),
          }}
          onSubmit={() =>
            create.run(
              {
                body: {
                  clientId: draft.clientId || null,
                  words: draft.words.trim(),
                  because: draft.because.trim(),
                },
              },
              drop,
            )
          }
        >
          {(fault) => (
            <>
              <TextField
                label={t('expectations.goal_words')}
                hint={t('expectations.goal_words_hint')}
                maxLength={200}
                value={draft.words}
                onChange={(words) => keep({ ...draft, words })}
                error={refused ?? fault.words}
              />
              <TextAreaField
                label={t('expectations.goal_because')}
                rows={2}
                maxLength={1000}
                value={draft.because}
                onChange={(because) => keep({ ...draft, because })}
                error={fault.because}
              />
              <SelectField
                label={t('expectations.goal_client')}
                options={[
                  { value: '', label: t('expectations.all_clients') },
                  ...person.clients.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                value={draft.clientId}
                onChange={(clientId) => keep({ ...draft, clientId })}
              />
              <ProblemNote problem={create.problem} />
              <Row>
                <ActButton type="submit" busy={create.busy}>
                  {t('expectations.goal_add')}
                </ActButton>
              </Row>
            </>
          )}
        </Form>
      </div>
    </>
  )
}
