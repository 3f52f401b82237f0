import { useTranslation } from 'react-i18next'
import type { MandateLine } from '../../contract/mandate.ts'
import { useFormat } from '../ui/format.ts'

/** How a version stands, in words. */
export function useStateSaid() {
  const { t } = useTranslation()
  const { date } = useFormat()
  return ({ state, from, clientName }: Pick<MandateLine, 'state' | 'from' | 'clientName'>) =>
    t(`mandates.state_${state}`, { date: date(from.slice(0, 10)), client: clientName })
}
