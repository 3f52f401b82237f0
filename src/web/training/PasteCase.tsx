import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Language, languages } from '../../contract/route.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { PowerField } from '../guarantee/PowerField.tsx'
import { useAct, useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextAreaField, TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { useReading } from './reading.ts'
import styles from './Training.module.css'

/** A case from elsewhere: of a backtest, of another system. */
export function PasteCase() {
  const { t } = useTranslation()
  const { can } = useSession()
  const navigate = useNavigate()
  const create = useAct('scenario.create')
  const clients = useRead('client.list', {}, { enabled: can('organisation.read') })
  const [client, setClient] = useState('')
  const [language, setLanguage] = useState<Language>(useReading())
  const [power, setPower] = useState<PowerKind>('refund')
  const [text, setText, drop] = useKept('training.paste', '')
  const [people, setPeople, dropPeople] = useKept('training.paste.people', '')
  const items = clients.data?.items ?? []
  const clientId = client || items[0]?.id
  if (!clientId) return null
  function send() {
    if (!clientId) return
    const names = people
      .split(/[,،;\n]/)
      .map((name) => name.trim())
      .filter((name) => name !== '')
    create.run({ body: { source: 'pasted', clientId, language, power, text, people: names } }, ({ id }) => {
      drop()
      dropPeople()
      navigate({ to: '/training/scenarios/$scenarioId/edit', params: { scenarioId: id } })
    })
  }
  return (
    <section className={styles.gap}>
      <Form faults={{ text: text.trim() === '' && t('training.needed') }} onSubmit={send}>
        {(faults) => (
          <div className={styles.form}>
            <SelectField
              label={t('training.paste_client')}
              options={items.map(({ id, name }) => ({ value: id, label: name }))}
              value={clientId}
              onChange={setClient}
            />
            <SelectField
              label={t('training.paste_language')}
              options={languages.map((value) => ({ value, label: t(`rule.language_${value}`) }))}
              value={language}
              onChange={setLanguage}
            />
            <PowerField value={power} onChange={setPower} />
            <TextAreaField
              label={t('training.paste_text')}
              hint={t('training.paste_hint')}
              rows={6}
              maxLength={20_000}
              value={text}
              onChange={setText}
              error={faults.text}
            />
            <TextField
              label={t('training.paste_people')}
              hint={t('training.paste_people_hint')}
              value={people}
              onChange={setPeople}
            />
            <ProblemNote problem={create.problem} />
            <Row>
              <ActButton type="submit" busy={create.busy}>
                {t('training.make')}
              </ActButton>
            </Row>
          </div>
        )}
      </Form>
    </section>
  )
}
