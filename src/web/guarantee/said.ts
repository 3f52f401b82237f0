import { useTranslation } from 'react-i18next'
import type { Breach } from '../../contract/guarantee.ts'

/** What a refusal was about, for the catalogue: a score that forgot its scope is a score. */
export function aboutOf(reason: Breach['reason']): 'negative' | 'score' | 'charge' | 'blame' {
  if (reason === 'negative_on_decision') return 'negative'
  if (reason === 'charge_on_decision') return 'charge'
  return reason === 'blame_in_text' ? 'blame' : 'score'
}

/** "Somebody tried to score your decision; it was refused." */
export function useAttempt(): (breach: Breach) => string {
  const { t } = useTranslation()
  return ({ part, reason, authorName, teamName }) =>
    t(`guarantee.${part}_${aboutOf(reason)}`, { name: authorName ?? '', team: teamName })
}
