import { memo, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { askedIn } from '../../core/backtest/trial.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { numberFormat } from '../ui/intl.ts'
import { useKeys } from '../ui/keys.ts'
import { EmptyState } from '../ui/States.tsx'
import type { Against, Deeper, Known, PastShape } from './answers.ts'
import styles from './Backtest.module.css'
import { Binding } from './Binding.tsx'
import { Cases } from './Cases.tsx'
import { Months } from './Months.tsx'
import { Places } from './Places.tsx'
import { Sentence } from './Sentence.tsx'
import { type Backtest, useBacktest } from './use-backtest.ts'

type BacktestPanelProps = {
  clientId: string
  /** the draft is for them: the asks of other teams are left out */
  teamIds: string[]
  document: MandateDocument
  inForce: MandateDocument | null
  /** where the sentence and the months stand, to be seen beside what moves them; left out: with the rest */
  glance?: HTMLElement | null
}

/**
 * What a draft would have meant on the client's past, redrawn at each of its changes: the sentence and the months at
 * once, what is read afterwards as soon as the hand leaves time for it.
 */
export function BacktestPanel({ clientId, teamIds, document, inForce, glance }: BacktestPanelProps) {
  const { t } = useTranslation()
  const [against, setAgainst] = useState<Against>('in_force')
  const [tables, setTables] = useState(false)
  const onTables = useCallback(() => setTables((shown) => !shown), [])
  const held = inForce ? against : 'happened'
  const backtest = useBacktest(clientId, { document, inForce, teamIds, against: held })
  const { failed, past, answer, deeper, loading, page, reload } = backtest
  useKeys([{ keys: 't', label: t('backtest.tables'), group: t('backtest.title'), run: onTables }])
  const rest = useDeferredValue(
    useMemo(
      () => ({ clientId, past, answer, deeper, page, reload, inForce, against: held, tables }),
      [clientId, past, answer, deeper, page, reload, inForce, held, tables],
    ),
  )
  if (failed)
    return (
      <div className={styles.panel} role="alert">
        <p>{t(`backtest.failed_${failed.failed}`)}</p>
        <ActButton onClick={reload}>{t('ui.try_again')}</ActButton>
      </div>
    )
  if (!past || (past.rows > 0 && !answer)) return <Reading bytes={loading} />
  if (past.rows === 0 || !answer)
    return (
      <EmptyState title={t('backtest.empty_title')}>
        <p>{t('backtest.empty')}</p>
      </EmptyState>
    )
  if (askedIn(answer.draft.summary.total) === 0) return <EmptyState title={t('backtest.nothing_asked')} />
  const first = <Glance past={past} answer={answer} tables={tables} onTables={onTables} />
  return (
    <section className={styles.panel} aria-label={t('backtest.title')}>
      {glance ? createPortal(first, glance) : first}
      {rest.past && rest.answer && (
        <Rest {...rest} past={rest.past} answer={rest.answer} onTables={onTables} onAgainst={setAgainst} />
      )}
    </section>
  )
}

type GlanceProps = { past: PastShape; answer: Known; tables: boolean; onTables: () => void }

const Glance = memo(function Glance(shown: GlanceProps) {
  return (
    <>
      <Sentence past={shown.past} answer={shown.answer} />
      <Months {...shown} />
    </>
  )
})

type RestProps = GlanceProps & {
  clientId: string
  deeper: Deeper | null
  inForce: MandateDocument | null
  against: Against
  onAgainst: (against: Against) => void
} & Pick<Backtest, 'page' | 'reload'>

const Rest = memo(function Rest({ past, answer, tables, onTables, clientId, ...cases }: RestProps) {
  const { document } = answer
  const shown = { past, answer, clientId }
  return (
    <>
      <Places {...shown} tables={tables} onTables={onTables} />
      <Binding {...shown} deeper={cases.deeper} document={document} />
      <Cases {...shown} {...cases} document={document} />
    </>
  )
})

function Reading({ bytes }: { bytes: number | null }) {
  const { t, i18n } = useTranslation()
  const size = numberFormat(i18n.language, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  }).format((bytes ?? 0) / 1e6)
  return (
    <p className={styles.reading} role="status">
      {bytes ? t('backtest.loading', { size }) : t('backtest.reading')}
    </p>
  )
}
