import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PastCase } from '../../contract/backtest.ts'
import { decodeAfter } from '../../core/backtest/after.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'
import { call, ProblemError } from '../api.ts'
import { useWhat } from '../decisions/what.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import type { CaseRow, PastShape, Which } from './answers.ts'
import styles from './Backtest.module.css'
import type { Backtest } from './use-backtest.ts'
import { useBacktestWords } from './use-words.ts'

type CaseListProps = {
  which: Which
  total: number
  clientId: string
  past: PastShape
  document: MandateDocument
  inForce: MandateDocument | null
} & Pick<Backtest, 'page' | 'reload'>
type Opened = { row: CaseRow; past: PastCase }

/** As many as one reads before looking up. */
const atOnce = 5

/** Cases of one kind, newest first: what was asked, how it ended then, and how it would. */
export function CaseList(props: CaseListProps) {
  const { which, total, clientId, past, document, inForce, page, reload } = props
  const { t } = useTranslation()
  const [{ opened, have }, setOpened] = useState<{ opened: Opened[]; have: number }>({ opened: [], have: 0 })
  const [wanted, setWanted] = useState(atOnce)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const history = past.tag
  useEffect(() => {
    const count = Math.min(wanted, total) - have
    if (count <= 0) return
    let gone = false
    const open = async () => {
      const rows = await page(which, have, count)
      if (gone || rows.length === 0) return
      const body = { clientId, history, rows: rows.map(({ row }) => row) }
      const { items } = await call('backtest.openCases', { body })
      if (gone) return
      const found = new Map(items.map((item) => [item.row, item]))
      const more = rows.flatMap((row) => {
        const past = found.get(row.row)
        return past ? [{ row, past }] : []
      })
      setOpened((before) => ({ opened: [...before.opened, ...more], have: before.have + rows.length }))
    }
    open().catch((error: unknown) => {
      if (gone) return
      if (error instanceof ProblemError && error.problem.code === 'history_outdated') reload()
      else if (error instanceof ProblemError) setProblem(error)
      else throw error
    })
    return () => {
      gone = true
    }
  }, [which, wanted, total, have, clientId, history, page, reload])
  if (total === 0) return <p className={styles.note}>{t(`backtest.${which}_none`)}</p>
  return (
    <div className={styles.cases}>
      <h4 className={styles.subheading}>{t(`backtest.${which}_title`, { count: total })}</h4>
      <ProblemNote problem={problem} />
      <Lines label={t(`backtest.${which}_title`, { count: total })}>
        {opened.map(({ row, past }) => (
          <Case key={row.row} row={row} past={past} document={document} inForce={inForce} />
        ))}
      </Lines>
      {total > wanted && (
        <Row>
          <ActButton kind="quiet" busy={have < wanted} onClick={() => setWanted(wanted + 2 * atOnce)}>
            {t('backtest.more')}
          </ActButton>
        </Row>
      )}
    </div>
  )
}

type CaseProps = Opened & Pick<CaseListProps, 'document' | 'inForce'>

function Case({ row, past, document }: CaseProps) {
  const { t } = useTranslation()
  const { isolate } = useFormat()
  const { day, rule } = useBacktestWords()
  const what = useWhat()
  const afterSaid = useAfterSaid(row.after)
  const [open, setOpen] = useState(false)
  const { verdict } = row.draft
  const inTheWay = row.draft.rule ? rule(row.draft.rule, document) : ''
  return (
    <Line
      title={
        <button type="button" className={styles.opener} aria-expanded={open} onClick={() => setOpen(!open)}>
          <bdi>{past.subject}</bdi>
        </button>
      }
      end={<time dateTime={past.at}>{day(row.at)}</time>}
    >
      <p>
        {what(past)}. {t(`backtest.then_${row.recorded}`)}{' '}
        {verdict !== 'outside' && t(`backtest.draft_${verdict}`, { rule: inTheWay })}
      </p>
      {open && (
        <div className={styles.case}>
          <p>
            {isolate(past.customerName)} · {isolate(past.teamName)}
          </p>
          {past.reason && (
            <p>
              <bdi>{t('backtest.why', { reason: past.reason })}</bdi>
            </p>
          )}
          <p>{afterSaid}</p>
          {past.contactId && (
            <Link to="/contacts/$contactId" params={{ contactId: past.contactId }}>
              {t('backtest.open_contact')}
            </Link>
          )}
          {!past.contactId && past.decisionId && (
            <Link to="/decisions/$decisionId" params={{ decisionId: past.decisionId }}>
              {t('backtest.open_decision')}
            </Link>
          )}
        </div>
      )}
    </Line>
  )
}

/** "The customer came back within ninety days. The customer rated it 4 of 5." */
function useAfterSaid(byte: number): string {
  const { t } = useTranslation()
  const { returned, cameBack, closure, csat } = decodeAfter(byte)
  const said = [
    ...(returned ? [t('backtest.after_returned')] : []),
    ...(cameBack ? [t('backtest.after_back')] : []),
    ...(closure === 'unconfirmed' && csat === null ? [t('backtest.after_silent')] : []),
    ...(csat === null ? [] : [t('backtest.after_csat', { csat })]),
  ]
  return said.length > 0 ? said.join(' ') : t('backtest.after_nothing')
}
