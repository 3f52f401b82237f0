import type { HandlingMonth, Mirror } from '../../contract/handling.ts'
import { costOf } from '../../core/handling/publish.ts'
import type { AimRow, MonthRow } from './store.ts'

export function presentAim(row: AimRow | null): Mirror['aim'] {
  return row && { minutes: row.minutes, words: row.words, at: row.at.toISOString() }
}

export function presentMonth(row: MonthRow): HandlingMonth {
  return {
    site: row.site_id === null ? null : { id: row.site_id, name: row.site_name ?? '' },
    month: row.month,
    figures: figuresOf(row),
  }
}

function figuresOf(row: MonthRow): HandlingMonth['figures'] {
  const { contacts, minutes, median_seconds: medianSeconds, rate_minor: rate, currency } = row
  if (contacts === null || minutes === null || medianSeconds === null) return null
  const figures = { contacts, minutes, medianSeconds }
  if (rate === null || currency === null) return { ...figures, cost: null }
  const { monthMinor, contactMinor } = costOf(figures, rate)
  return {
    ...figures,
    cost: {
      month: { minor: monthMinor, currency },
      contact: contactMinor === null ? null : { minor: contactMinor, currency },
    },
  }
}
