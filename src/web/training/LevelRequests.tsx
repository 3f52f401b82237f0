import { useTranslation } from 'react-i18next'
import type { LevelRequest } from '../../contract/training.ts'
import { useAct, useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { Eyebrow, Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Training.module.css'

/** Who asks to decide further: a coach or a trainer confirms, or says what would help first. */
export function LevelRequests() {
  const { t } = useTranslation()
  const read = useRead('training.listRequests', { query: { limit: 50 } })
  if (!read.data || read.data.items.length === 0) return null
  return (
    <section className={styles.gap}>
      <Eyebrow as="h2">{t('training.requests')}</Eyebrow>
      <Lines label={t('training.requests')}>
        {read.data.items.map((one) => (
          <Request key={one.id} one={one} />
        ))}
      </Lines>
    </section>
  )
}

function Request({ one }: { one: LevelRequest }) {
  const { t } = useTranslation()
  const answer = useAct('training.answerRequest', { refreshes: ['training.'] })
  const [later, setLater, drop] = useKept<string | null>(`training.later.${one.id}`, null)
  const params = { requestId: one.id }
  return (
    <Line title={t('training.request', { name: one.personName, power: t(`power.${one.power}`) })}>
      {one.words && (
        <p className={styles.text} dir="auto">
          {one.words}
        </p>
      )}
      <p className={styles.soft}>{t('training.request_note')}</p>
      <ProblemNote problem={answer.problem} />
      {later !== null && (
        <TextField
          label={t('training.later_words')}
          autoFocus
          maxLength={1000}
          value={later}
          onChange={setLater}
        />
      )}
      <Row>
        {later === null ? (
          <>
            <ActButton
              kind="you"
              busy={answer.busy}
              about={one.personName}
              onClick={() => answer.run({ params, body: { answer: 'granted' } })}
            >
              {t('training.grant')}
            </ActButton>
            <ActButton kind="quiet" about={one.personName} onClick={() => setLater('')}>
              {t('training.later')}
            </ActButton>
          </>
        ) : (
          <ActButton
            busy={answer.busy}
            disabled={later.trim() === ''}
            onClick={() => answer.run({ params, body: { answer: 'later', words: later } }, drop)}
          >
            {t('training.later_send')}
          </ActButton>
        )}
      </Row>
    </Line>
  )
}
