import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { useFormat } from '../ui/format.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { Row } from '../ui/Page.tsx'
import { totalOf } from './chain.ts'
import styles from './Decisions.module.css'
import { GiveMore } from './GiveMore.tsx'
import { RefuseForm } from './RefuseForm.tsx'
import { useWhat } from './what.ts'

/** What followed from a decision: what was added to it, and whether the client carried it out. Never an edit. */
export function Chain({ decision, chain, refusals, mayCorrect, mayRefuse }: ResultOf<'decision.show'>) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const what = useWhat()
  const [open, setOpen] = useState<'more' | 'refuse' | null>(null)
  const close = () => setOpen(null)
  const first = chain[0]
  const total = totalOf(chain)
  if (!first) return null
  const sum = first.days
    ? t('mandates.days', { count: total.days })
    : money({ ...first.amount, minor: total.minor })
  const followed = chain.length > 1 || refusals.length > 0
  if (!followed && !mayCorrect && !mayRefuse) return null
  return (
    <>
      {followed && (
        <section aria-labelledby="chain">
          <h2 className={styles.heading} id="chain">
            {t('decisions.chain')}
          </h2>
          {chain.length > 1 && <p className={styles.entry}>{t('decisions.chain_total', { total: sum })}</p>}
          <Lines label={t('decisions.chain')}>
            {chain.map((one) => {
              const refusal = refusals.find(({ decisionId }) => decisionId === one.id)
              return (
                <Line
                  key={one.id}
                  title={
                    one.id === decision.id ? (
                      <strong>{what(one)}</strong>
                    ) : (
                      <Link to={`/decisions/${one.id}`}>{what(one)}</Link>
                    )
                  }
                  end={<When at={one.at} />}
                >
                  <p>
                    {t(one.corrects ? 'decisions.chain_added' : 'decisions.chain_first')}{' '}
                    <bdi>{one.reason}</bdi>
                  </p>
                  {refusal && (
                    <p className={styles.beyond}>
                      {t(`decisions.refused_${refusal.by}`)} <q dir="auto">{refusal.reason}</q>{' '}
                      {t(decision.mine ? 'decisions.refused_stands_mine' : 'decisions.refused_stands')}
                    </p>
                  )}
                </Line>
              )
            })}
          </Lines>
        </section>
      )}
      {open === 'more' && (
        <GiveMore decision={first} already={total} mayAsk={first.mine} onDone={close} onClose={close} />
      )}
      {open === 'refuse' && <RefuseForm decision={decision} onClose={close} />}
      {open === null && (mayCorrect || mayRefuse) && (
        <Row>
          {mayCorrect && <ActButton onClick={() => setOpen('more')}>{t('decisions.give_more')}</ActButton>}
          {mayRefuse && (
            <ActButton kind="quiet" onClick={() => setOpen('refuse')}>
              {t('decisions.refuse')}
            </ActButton>
          )}
        </Row>
      )}
    </>
  )
}
