import { useTranslation } from 'react-i18next'
import { useSession } from '../session.tsx'
import { Tabs } from '../ui/Tabs.tsx'

export function TrainingTabs() {
  const { t } = useTranslation()
  const { can } = useSession()
  return (
    <Tabs
      label={t('training.nav')}
      tabs={[
        { to: '/training', label: t('training.tab_path') },
        { to: '/training/scenarios', label: t('training.tab_scenarios') },
        { to: '/training/courses', label: t('training.tab_courses') },
        ...(can('training.write') ? [{ to: '/training/make', label: t('training.tab_make') }] : []),
      ]}
    />
  )
}
