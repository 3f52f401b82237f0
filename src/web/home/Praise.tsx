import { useTranslation } from 'react-i18next'
import { Thing } from '../ui/Things.tsx'

/** A customer's own words, worth telling. */
export function Praise({ words, children }: { words: string; children: string }) {
  const { t } = useTranslation()
  return (
    <Thing mark="♡" title={<bdi>{t('home.quoted', { words })}</bdi>}>
      <p>{children}</p>
    </Thing>
  )
}
