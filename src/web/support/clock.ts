import { useTranslation } from 'react-i18next'
import type { SupportRequest } from '../../contract/support.ts'
import { supportLevels } from '../../core/support/chain.ts'
import { useSession } from '../session.tsx'
import { useFormat } from '../ui/format.ts'
import { useNow } from '../ui/now.ts'

/** The clock of a request, in words: by when, and what silence does (law 2: it binds who answers). */
export function useClock() {
  const { t } = useTranslation()
  const { moment } = useFormat()
  const now = useNow()
  const { has } = useSession()
  return (request: SupportRequest): string => {
    const { level, dueAt, standsIfSilent, mayAnswer } = request
    const time = moment(dueAt)
    const above = supportLevels[supportLevels.indexOf(level) + 1]
    const due =
      dueAt <= now
        ? t('support.clock_late', { time })
        : mayAnswer && has(level)
          ? t('support.clock_mine', { time })
          : t(`support.clock_${level}`, { time })
    const silence = standsIfSilent
      ? t('support.silence_grants')
      : above === 'manager' || above === 'administrator'
        ? t(`support.silence_${above}`)
        : t('support.silence_stays')
    return `${due} ${silence}`
  }
}
