import { useTranslation } from 'react-i18next'
import { useSession } from '../session.tsx'
import { Tabs } from '../ui/Tabs.tsx'

/** Each reader has the parts that are theirs to read. */
export function GuaranteeTabs() {
  const { t } = useTranslation()
  const { can } = useSession()
  const tabs = [
    ...(can('guarantee.read') ? [{ to: '/guarantee', label: t('guarantee.tab_held') }] : []),
    ...(can('missed.read') ? [{ to: '/guarantee/missed', label: t('guarantee.tab_missed') }] : []),
    ...(can('learning.read') ? [{ to: '/guarantee/learning', label: t('guarantee.tab_learning') }] : []),
    ...(can('proposal.read') ? [{ to: '/guarantee/proposals', label: t('guarantee.tab_proposals') }] : []),
  ]
  return tabs.length > 1 ? <Tabs label={t('guarantee.nav')} tabs={tabs} /> : null
}
