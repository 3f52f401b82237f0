import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { useKeys } from '../ui/keys.ts'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Ledger.module.css'

/** Verifies the whole record now, and says what came of it in a sentence. */
export function Verify({ clientId }: { clientId: string }) {
  const { t } = useTranslation()
  const report = useRead('ledger.verify', { params: { clientId } }, { enabled: false })
  const verify = () => void report.refetch()
  useKeys([{ keys: 'v', label: t('ledger.verify'), group: t('ledger.nav'), run: verify }])
  const emphasis = report.data ? (report.data.fault ? 'wait' : 'clear') : undefined
  return (
    <Sheet emphasis={emphasis}>
      <div role="status">
        {report.data ? <Report report={report.data} /> : <p>{t('ledger.verify_why')}</p>}
      </div>
      <ProblemNote problem={report.error} />
      <Row>
        <ActButton keys="v" busy={report.isFetching} onClick={verify}>
          {t(report.data ? 'ledger.verify_again' : 'ledger.verify')}
        </ActButton>
        {/* a page anew, and not a route: it comes with a content policy that lets nothing out */}
        <a href="/verify">{t('ledger.verify_yourself')}</a>
      </Row>
    </Sheet>
  )
}

function Report({ report }: { report: ResultOf<'ledger.verify'> }) {
  const { t } = useTranslation()
  const { number, moment } = useFormat()
  const { entries, fault, head, verifiedAt, checkpoint } = report
  if (fault)
    return (
      <>
        <p className={styles.verdict}>{t('ledger.broken', { number: number(fault.seq) })}</p>
        <p>{t('ledger.broken_what')}</p>
        <p className={styles.code} dir="ltr">
          {[fault.fault, fault.entryId].filter(Boolean).join(' ')}
        </p>
      </>
    )
  if (entries === 0) return <p className={styles.verdict}>{t('ledger.whole_empty')}</p>
  return (
    <>
      <p className={styles.verdict}>{t('ledger.whole', { count: entries, number: number(entries) })}</p>
      <p>{t('ledger.whole_at', { moment: moment(verifiedAt) })}</p>
      <p className={styles.code} dir="ltr">
        {head}
      </p>
      {checkpoint && (
        <p>
          <a
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(checkpoint.note)}`}
            download={`checkpoint-${checkpoint.size}.txt`}
          >
            {t('ledger.keep')}
          </a>
        </p>
      )}
    </>
  )
}
