import { useTranslation } from 'react-i18next'
import type { Expectation, ExpectationTerm } from '../../contract/expectation.ts'
import { measures } from '../../core/expectation/measure.ts'
import { useFormat } from '../ui/format.ts'

/** Expectations in sentences. */
export function useSaid() {
  const { t } = useTranslation()
  const { percent, number, date } = useFormat()
  const directionOf = ({ measure }: Pick<ExpectationTerm, 'measure'>) => measures[measure].direction
  const aim = (term: Pick<ExpectationTerm, 'measure' | 'aim'>) =>
    t(`expectations.aim_${directionOf(term)}`, { aim: percent(term.aim / 10_000) })

  return {
    aim,
    /** "Paola Greco expects it of you", from where the reader stands. */
    between({ mySide, bearerName, counterpartName, team }: Expectation) {
      const bearer = bearerName ?? team.name
      if (mySide === 'counterpart') return t('expectations.between_to_me', { bearer })
      if (bearerName === null)
        return t('expectations.between_team', { team: team.name, counterpart: counterpartName })
      return t('expectations.between_mine', { counterpart: counterpartName })
    },
    /** Words before numbers; no day, no rank, no other person. */
    standing({ says, counted, until }: NonNullable<Expectation['standing']>, term: ExpectationTerm) {
      if (!counted) return t('expectations.standing_nothing')
      const [low, high] = counted.interval
      return t(`expectations.standing_${says}`, {
        count: counted.of,
        hits: number(counted.count),
        all: number(counted.of),
        low: percent(low),
        high: percent(high),
        // the end of the range that speaks: the doubtful one when on the way, the hopeful one when not
        end: percent((says === 'on_the_way') === (directionOf(term) === 'more') ? low : high),
        aim: aim(term),
        until: date(until),
      })
    },
  }
}
