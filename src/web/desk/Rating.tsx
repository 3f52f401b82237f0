import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import { useSession } from '../session.tsx'
import { Celebrate } from '../stories/Celebrate.tsx'
import { useFormat } from '../ui/format.ts'
import { Soft } from '../ui/Page.tsx'
import { Words } from '../ui/Words.tsx'
import { isolated } from './naming.ts'

type Given = NonNullable<ContactDetail['rating']>

/** What the customer said of it afterwards, in words before figures. */
export function Rating({ contact, rating }: { contact: ContactDetail; rating: Given }) {
  const { t } = useTranslation()
  const { list } = useFormat()
  const { can } = useSession()
  const said = [
    rating.csat && t(`desk.csat_${rating.csat as 1 | 2 | 3 | 4 | 5}`),
    rating.effort && t(`desk.effort_${rating.effort as 1 | 2 | 3 | 4 | 5 | 6 | 7}`),
  ].filter((one): one is string => !!one)
  // the server's own condition: see findThanked
  const worthTelling = rating.words && (rating.csat ?? 0) >= 4 && !contact.mine && can('story.celebrate')
  return (
    <section aria-label={t('desk.rating')}>
      {rating.words && (
        <Words by={contact.customer.name} at={rating.at} lang={contact.language}>
          {rating.words}
        </Words>
      )}
      {said.length > 0 && (
        <p>
          <Soft small>{t('desk.rated', { name: isolated(contact.customer.name), said: list(said) })}</Soft>
        </p>
      )}
      {worthTelling && (
        <Celebrate of={{ of: 'contact', contactId: contact.id }} label={t('stories.celebrate')} />
      )}
    </section>
  )
}
