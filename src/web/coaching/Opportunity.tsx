import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../queries.ts'
import { When } from '../ui/Amount.tsx'
import { Line, Lines } from '../ui/Lines.tsx'
import { Eyebrow, Page, Rule, Soft } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import { OpportunityBody } from './OpportunityBody.tsx'
import { useSaid } from './said.ts'

/** One pattern, why we believe it, and the contacts it was seen in. */
export function Opportunity() {
  const { t } = useTranslation()
  const said = useSaid()
  const { opportunityId } = useParams({ strict: false }) as { opportunityId: string }
  const found = useRead('opportunity.show', { params: { opportunityId } })
  if (!found.data) return <Loading of={found} />
  const one = found.data
  return (
    <Page
      title={t('coaching.nav')}
      eyebrow={<Link to="/coaching">{t('coaching.nav')}</Link>}
      sentence={said.title(one)}
    >
      <OpportunityBody opportunity={one} whole />
      {one.contacts.length > 0 && (
        <>
          <Rule />
          <Eyebrow as="h2">{t('coaching.contacts')}</Eyebrow>
          <Soft small>{t('coaching.contacts_note')}</Soft>
          <Lines>
            {one.contacts.map((contact) => (
              <Line
                key={contact.id}
                title={
                  <Link to="/contacts/$contactId" params={{ contactId: contact.id }}>
                    <bdi>{contact.subject}</bdi>
                  </Link>
                }
                end={
                  <Soft small>
                    <When at={contact.openedAt} />
                  </Soft>
                }
              >
                <Soft small>
                  <bdi>{contact.customerName}</bdi>
                </Soft>
              </Line>
            ))}
          </Lines>
        </>
      )}
    </Page>
  )
}
