import { useTranslation } from 'react-i18next'
import type { AheadShown } from '../../contract/training.ts'
import { useAct } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { Thing } from '../ui/Things.tsx'
import { Stations } from './Stations.tsx'
import styles from './Training.module.css'

/** One power: where I am with it, what comes next, and the step that is mine to take. */
export function PathThing({ ahead }: { ahead: AheadShown }) {
  const { t } = useTranslation()
  const confirm = useAct('training.confirm')
  const ask = useAct('training.ask')
  const { power, level, next, asked, toPractise } = ahead
  const [words, setWords, drop] = useKept(`training.ask.${power}`, '')
  const waits = asked?.state === 'open'
  const isBegun = next !== null && next.done > 0 && !next.open
  const title = t(`power.${power}`)
  return (
    <Thing title={title}>
      <Stations level={level} next={next} />
      {/* the stations say it too, so that what is not begun stays short */}
      {(level !== 'full' || isBegun || confirm.done) && (
        <p className={styles.text} role="status">
          {confirm.done && t('training.gained')} {t(`training.level_${level}`)}
        </p>
      )}
      {next && !next.open && (
        <p className={styles.soft}>
          {isBegun && t('training.practised', { count: next.done })}{' '}
          {t(`training.next_${next.confirmedBy}`, { count: next.needed })}
        </p>
      )}
      {!next && <p className={styles.soft}>{t('training.furthest')}</p>}
      {asked?.state === 'later' && asked.answer && next && (
        <p className={styles.soft}>
          {t('training.first_this')} <bdi>{asked.answer}</bdi>
        </p>
      )}
      <ProblemNote problem={confirm.problem ?? ask.problem} />
      {next?.open && next.confirmedBy === 'self' && (
        <>
          <p className={styles.text}>{t('training.open_self')}</p>
          <Row>
            <ActButton
              kind="you"
              busy={confirm.busy}
              about={title}
              onClick={() => confirm.run({ params: { power } })}
            >
              {t('training.take')}
            </ActButton>
          </Row>
        </>
      )}
      {next?.open && next.confirmedBy === 'coach' && waits && (
        <p className={styles.soft}>{t('training.asked')}</p>
      )}
      {next?.open && next.confirmedBy === 'coach' && !waits && (
        <div className={styles.form}>
          <p className={styles.text}>{t('training.open_coach')}</p>
          <TextField
            label={t('training.ask_words')}
            hint={t('training.ask_hint')}
            maxLength={1000}
            value={words}
            onChange={setWords}
          />
          <Row>
            <ActButton
              busy={ask.busy}
              about={title}
              onClick={() => ask.run({ params: { power }, body: { words: words.trim() || null } }, drop)}
            >
              {t('training.ask')}
            </ActButton>
          </Row>
        </div>
      )}
      {next && !next.open && toPractise && (
        <Row>
          <ActLink kind={isBegun ? 'plain' : 'quiet'} to={`/training/scenarios/${toPractise.scenarioId}`}>
            {t('training.practise_case')} <bdi lang={toPractise.language}>{toPractise.title}</bdi>
          </ActLink>
        </Row>
      )}
      {next && !next.open && !toPractise && <p className={styles.soft}>{t('training.none_left')}</p>}
      {isBegun && toPractise && toPractise.count < next.needed - next.done && (
        <p className={styles.soft}>{t('training.too_few_left', { count: toPractise.count })}</p>
      )}
    </Thing>
  )
}
