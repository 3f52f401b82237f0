import type { Money } from '../../contract/route.ts'
import styles from './Amount.module.css'
import { useFormat } from './format.ts'

/** Money, kept together and in its own direction whatever sentence it stands in. */
export function Amount({ of }: { of: Money }) {
  const { money } = useFormat()
  return <bdi className={styles.amount}>{money(of)}</bdi>
}

/**
 * A moment in words ("this morning"); `exact` to the minute ("at 8:42"). Hovering tells it in full. Where `day` is
 * given, that is all there is to tell ("today").
 */
export function When({ at, exact, day }: { at: string; exact?: boolean; day?: string | null }) {
  const { when, moment, date } = useFormat()
  if (day) return <time dateTime={day}>{date(day)}</time>
  return (
    <time dateTime={at} title={exact ? undefined : moment(at)}>
      {exact ? moment(at) : when(at)}
    </time>
  )
}
