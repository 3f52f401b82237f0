import { useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { askedIn } from '../../core/backtest/trial.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useKeys } from '../ui/keys.ts'
import { EmptyState } from '../ui/States.tsx'
import type { Against } from './answers.ts'
import styles from './Backtest.module.css'
import { Binding } from './Binding.tsx'
import { Cases } from './Cases.tsx'
import { Months } from './Months.tsx'
import { Places } from './Places.tsx'
import { Sentence } from './Sentence.tsx'
import { useBacktest } from './use-backtest.ts'

type BacktestPanelProps = {
  clientId: string
  /** the draft is for them: the asks of other teams are left out */
  teamIds: string[]
  document: MandateDocument
  inForce: MandateDocument | null
  /** where the sentence and the months stand, to be seen beside what moves them; left out: with the rest */
  glance?: HTMLElement | null
}

/** What a draft would have meant on the client's past, redrawn at each of its changes. */
export function BacktestPanel({ clientId, teamIds, document, inForce, glance }: BacktestPanelProps) {
  const { t } = useTranslation()
  const [against, setAgainst] = useState<Against>('in_force')
  const [tables, setTables] = useState(false)
  const held = inForce ? against : 'happened'
  const backtest = useBacktest(clientId, { document, inForce, teamIds, against: held })
  useKeys([
    { keys: 't', label: t('backtest.tables'), group: t('backtest.title'), run: () => setTables(!tables) },
  ])
  const { failed, past, answer, deeper } = backtest
  if (failed)
    return (
      <div className={styles.panel} role="alert">
        <p>{t(`backtest.failed_${failed.failed}`)}</p>
        <ActButton onClick={backtest.reload}>{t('ui.try_again')}</ActButton>
      </div>
    )
  if (!past || (past.rows > 0 && !answer)) return <Reading bytes={backtest.loading} />
  if (past.rows === 0 || !answer)
    return (
      <EmptyState title={t('backtest.empty_title')}>
        <p>{t('backtest.empty')}</p>
      </EmptyState>
    )
  if (askedIn(answer.draft.summary.total) === 0) return <EmptyState title={t('backtest.nothing_asked')} />
  const shown = { past, answer, tables, onTables: () => setTables(!tables) }
  const first = (
    <>
      <Sentence past={past} answer={answer} />
      <Months {...shown} />
    </>
  )
  return (
    <section className={styles.panel} aria-label={t('backtest.title')}>
      {glance ? createPortal(first, glance) : first}
      <Places {...shown} clientId={clientId} />
      <Binding past={past} answer={answer} deeper={deeper} document={document} clientId={clientId} />
      <Cases
        clientId={clientId}
        backtest={backtest}
        document={document}
        inForce={inForce}
        against={held}
        onAgainst={setAgainst}
      />
    </section>
  )
}

function Reading({ bytes }: { bytes: number | null }) {
  const { t, i18n } = useTranslation()
  const size = new Intl.NumberFormat(i18n.language, {
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
