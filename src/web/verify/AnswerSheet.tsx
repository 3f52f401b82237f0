import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReceiptReport } from '../../core/ledger/receipt.ts'
import { sayFault } from '../../core/ledger/say-fault.ts'
import type { ExportReport } from '../../core/ledger/verify-export.ts'
import { powerKinds } from '../../core/mandate/document.ts'
import { formatMoney } from '../../core/money/format.ts'
import { currentLanguage } from '../i18n.ts'
import { intlTags } from '../language.ts'
import { dateFormat, numberFormat } from '../ui/intl.ts'
import { Sheet } from '../ui/Sheet.tsx'
import type { Answer } from './answers.ts'
import styles from './Verify.module.css'

/** What came of one file: a sentence first, then what it was told from. */
export function AnswerSheet({ answer }: { answer: Answer }) {
  const { t } = useTranslation()
  const { name } = answer
  if (answer.kind === 'unreadable')
    return (
      <Sheet emphasis="wait">
        <p>{t('verify.unreadable', { name, why: answer.why })}</p>
      </Sheet>
    )
  if (answer.kind === 'receipt') return <OfReceipt name={name} report={answer.report} />
  return <OfExport name={name} report={answer.report} kept={answer.kept} />
}

function OfExport({ name, report, kept }: { name: string; report: ExportReport; kept: boolean }) {
  const { t } = useTranslation()
  const number = useNumber()
  const { entries, checkpoints, mandates, overlays, byPasskey, keys, root, fault } = report
  if (fault) {
    const said = sayFault(fault).map(({ key, values }) =>
      t(key as 'verify.fault_hash', { number: number(values.number), from: number(values.from) }),
    )
    return (
      <Faulty name={name} entryId={fault.entryId}>
        {said.join(' ')}
        {fault.line !== null && ` ${t('verify.place', { line: number(fault.line) })}`}
      </Faulty>
    )
  }
  return (
    <Sheet emphasis="clear">
      <p className={styles.verdict}>
        {entries === 0
          ? t('verify.whole_empty')
          : t('verify.whole', { count: entries, number: number(entries) })}
      </p>
      {entries > 0 && <p>{t(kept ? 'verify.with_kept' : 'verify.without_kept')}</p>}
      <dl className={styles.facts}>
        <Fact name={t('verify.entries')}>{number(entries)}</Fact>
        <Fact name={t('verify.checkpoints')}>{number(checkpoints)}</Fact>
        <Fact name={t('verify.mandates')}>{number(mandates)}</Fact>
        {overlays > 0 && <Fact name={t('verify.overlays')}>{number(overlays)}</Fact>}
        {byPasskey > 0 && <Fact name={t('verify.by_passkey')}>{number(byPasskey)}</Fact>}
        {root && <Code name={t('verify.root')}>{root}</Code>}
        {keys.map((key) => (
          <Code key={key} name={t('verify.key')}>
            {key}
          </Code>
        ))}
      </dl>
      {keys.length > 0 && <p className={styles.compare}>{t('verify.compare')}</p>}
    </Sheet>
  )
}

function OfReceipt({ name, report }: { name: string; report: ReceiptReport }) {
  const { t } = useTranslation()
  const number = useNumber()
  const what = useWhat()
  const { receipt, entry, fault } = report
  if (fault || !receipt || !entry)
    return (
      <Faulty name={name} entryId={null}>
        {t(`verify.receipt_fault_${fault ?? 'receipt'}`)}
      </Faulty>
    )
  const at = dateFormat(intlTags[currentLanguage()], {
    calendar: 'gregory',
    dateStyle: 'long',
    timeStyle: 'short',
  })
  return (
    <Sheet emphasis="clear">
      <p className={styles.verdict}>{t('verify.receipt_whole', { number: number(receipt.index + 1) })}</p>
      <dl className={styles.facts}>
        <Fact name={t('verify.receipt_what')}>{what(entry.facts)}</Fact>
        <Fact name={t('verify.receipt_at')}>{at.format(new Date(entry.at))}</Fact>
        <Code name={t('verify.receipt_decision')}>{receipt.decision}</Code>
        <Code name={t('verify.key')}>{receipt.key}</Code>
      </dl>
      <p className={styles.compare}>{t('verify.compare')}</p>
    </Sheet>
  )
}

function Faulty({ name, entryId, children }: { name: string; entryId: string | null; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Sheet emphasis="wait">
      <p className={styles.verdict}>{t('verify.faulty', { name })}</p>
      <p>{children}</p>
      {entryId && (
        <p className={styles.code} dir="ltr">
          {entryId}
        </p>
      )}
    </Sheet>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Code({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={styles.code} dir="ltr">
        {children}
      </dd>
    </div>
  )
}

/** The decision in words; what a receipt of another making holds is shown as it is. */
function useWhat(): (facts: Record<string, unknown>) => string {
  const { t } = useTranslation()
  return ({ power, amount_minor: minor, currency, days }) => {
    const known = powerKinds.find((kind) => kind === power)
    if (!known || !/^[A-Z]{3}$/.test(String(currency))) return [power, minor, currency, days].join(' ')
    const amount = formatMoney(Number(minor), String(currency), currentLanguage())
    return t(`decision.done_${known}`, { amount, count: Number(days ?? 0) })
  }
}

/** ui/format.ts asks whose session it is, and this page may ask nothing. */
function useNumber(): (value: number) => string {
  useTranslation()
  const numbers = numberFormat(intlTags[currentLanguage()])
  return (value) => numbers.format(value)
}
