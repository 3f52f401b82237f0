import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Decision } from '../../contract/decision.ts'
import { useDay } from '../mandates/day.ts'
import { When } from '../ui/Amount.tsx'
import { Line, Lines } from '../ui/Lines.tsx'
import styles from './Decisions.module.css'
import { useWhat } from './what.ts'

type DecisionLinesProps = {
  items: readonly Decision[]
  label: string
  /** each with what protects it, for the list that is printed */
  guarantee?: boolean
}

export function DecisionLines({ items, label, guarantee }: DecisionLinesProps) {
  const { t } = useTranslation()
  const what = useWhat()
  const day = useDay()
  return (
    <Lines label={label}>
      {items.map((decision) => (
        <Line
          key={decision.id}
          title={
            <Link to={`/decisions/${decision.id}`} className={decision.mine ? styles.what : undefined}>
              {t('decisions.what_for', { what: what(decision), customer: decision.customerName })}
            </Link>
          }
          end={
            <>
              <span className={styles.onScreen}>
                <When at={decision.at} />
              </span>
              <span className={styles.onPaper}>{day(decision.at)}</span>
            </>
          }
        >
          <p>
            <bdi>{decision.reason}</bdi>
          </p>
          <p className={styles.basis}>
            {decision.corrects && t('decisions.adds')}{' '}
            {decision.fulfilment === 'refused' && t('decisions.fulfilment_refused')}{' '}
            {t(`decisions.basis_${decision.basis}`, { number: decision.mandateNumber })}{' '}
            {guarantee &&
              decision.guaranteed &&
              t(decision.mine ? 'decisions.guarantee_mine' : 'decisions.guarantee')}
          </p>
        </Line>
      ))}
    </Lines>
  )
}
