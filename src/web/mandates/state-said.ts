import { useTranslation } from 'react-i18next'
import type { MandateLine } from '../../contract/mandate.ts'
import { useDay } from './day.ts'

/** How a version stands, in words. */
export function useStateSaid() {
  const { t } = useTranslation()
  const day = useDay()
  return ({ state, from, clientName }: Pick<MandateLine, 'state' | 'from' | 'clientName'>) =>
    t(`mandates.state_${state}`, { date: day(from), client: clientName })
}
