import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PowerKind, powerKinds } from '../../core/mandate/document.ts'
import { wordsIn } from '../../core/training/course.ts'
import { useTouchpoint } from '../desk/naming.ts'
import { useAct, useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { useReading } from './reading.ts'
import styles from './Training.module.css'

/** A course or a scenario, put where a pattern asks for it. */
export function RefresherForm() {
  const { t } = useTranslation()
  const language = useReading()
  const touchpoint = useTouchpoint()
  const create = useAct('refresher.create')
  const clients = useRead('client.list')
  const courses = useRead('course.list')
  const scenarios = useRead('scenario.list', { query: { limit: 100 } })
  const [client, setClient] = useState('')
  const [what, setWhat] = useState('')
  const [power, setPower] = useState<PowerKind | ''>('')
  const [place, setPlace] = useState('')
  const [why, setWhy, drop] = useKept('training.refresher', '')
  const items = clients.data?.items ?? []
  const chosen = items.find(({ id }) => id === client) ?? items[0]
  if (!chosen) return null
  const options = [
    ...(courses.data?.items ?? [])
      .filter(({ state }) => state === 'published')
      .map(({ id, content }) => ({ value: `course:${id}`, label: wordsIn(content.title, language) })),
    ...(scenarios.data?.items ?? [])
      .filter(({ clientId }) => clientId === chosen.id)
      .map(({ id, title }) => ({ value: `scenario:${id}`, label: title })),
  ]
  const [kind, id] = (what || options[0]?.value || '').split(':')
  function send() {
    create.run(
      {
        body: {
          clientId: chosen!.id,
          courseId: kind === 'course' ? id! : null,
          scenarioId: kind === 'scenario' ? id! : null,
          power: power || null,
          touchpoint: place || null,
          why,
        },
      },
      drop,
    )
  }
  return (
    <section className={styles.gap}>
      <Form
        faults={{
          why: why.trim() === '' && t('training.needed'),
          place: power === '' && place === '' && t('training.refresher_where'),
        }}
        onSubmit={send}
      >
        {(faults) => (
          <div className={styles.form}>
            <SelectField
              label={t('training.paste_client')}
              options={items.map((one) => ({ value: one.id, label: one.name }))}
              value={chosen.id}
              onChange={(next) => {
                setClient(next)
                setPlace('')
                setWhat('')
              }}
            />
            <SelectField
              label={t('training.refresher_what')}
              options={options}
              value={what || (options[0]?.value ?? '')}
              onChange={setWhat}
            />
            <SelectField
              label={t('training.refresher_power')}
              options={[
                { value: '' as PowerKind | '', label: t('training.any') },
                ...powerKinds.map((one) => ({ value: one as PowerKind | '', label: t(`power.${one}`) })),
              ]}
              value={power}
              onChange={setPower}
            />
            <SelectField
              label={t('training.refresher_touchpoint')}
              error={faults.place}
              options={[
                { value: '', label: t('training.any') },
                ...chosen.touchpoints.map((one) => ({ value: one, label: touchpoint(one) })),
              ]}
              value={place}
              onChange={setPlace}
            />
            <TextField
              label={t('training.refresher_why')}
              hint={t('training.refresher_why_hint')}
              maxLength={500}
              value={why}
              onChange={setWhy}
              error={faults.why}
            />
            <ProblemNote problem={create.problem} />
            <Row>
              <ActButton type="submit" busy={create.busy} disabled={options.length === 0}>
                {t('training.propose_do')}
              </ActButton>
            </Row>
          </div>
        )}
      </Form>
    </section>
  )
}
