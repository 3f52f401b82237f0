import { useTranslation } from 'react-i18next'
import type { ProposalFault } from '../../core/expectation/terms.ts'

/** Why a proposal can't stand, and what to write instead. */
export function useFaultWords() {
  const { t } = useTranslation()
  return (fault: ProposalFault): string => {
    switch (fault.fault) {
      case 'activity':
        return t(`expectations.activity_${fault.activity.kind}`, { words: fault.activity.words })
      case 'wrong_way':
        return t('expectations.wrong_way')
      case 'too_soon':
        return t('expectations.review_too_soon')
      case 'too_far':
        return t('expectations.review_too_far')
    }
  }
}
