import { useTranslation } from 'react-i18next'
import { useSession } from '../session.tsx'
import { Tabs } from '../ui/Tabs.tsx'

/** An agent has only what they asked, and needs no tabs. */
export function SupportTabs() {
  const { t } = useTranslation()
  const { can } = useSession()
  if (!can('support.answer')) return null
  return (
    <Tabs
      label={t('support.nav')}
      tabs={[
        { to: '/support', label: t('support.for_me') },
        ...(can('support.ask') ? [{ to: '/support/asked', label: t('support.asked') }] : []),
        { to: '/support/history', label: t('support.history') },
      ]}
    />
  )
}
