import { useTranslation } from 'react-i18next'
import { Celebrate } from '../stories/Celebrate.tsx'
import { Thing } from '../ui/Things.tsx'

type PraiseProps = { words: string; children: string; contactId?: string }

/** A customer's own words, worth telling. `contactId`: of somebody else's contact, to be celebrated. */
export function Praise({ words, children, contactId }: PraiseProps) {
  const { t } = useTranslation()
  return (
    <Thing mark="♡" title={<bdi>{t('home.quoted', { words })}</bdi>}>
      <p>{children}</p>
      {contactId && <Celebrate of={{ of: 'contact', contactId }} label={t('stories.celebrate')} />}
    </Thing>
  )
}
