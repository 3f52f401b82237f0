import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Client } from '../../contract/organisation.ts'
import type { Money } from '../../contract/route.ts'
import { useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useFormat } from '../ui/format.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { Page, Row, Soft } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import styles from './Admin.module.css'
import { ChangeClient, NewClient } from './ClientForms.tsx'
import { ClientSection } from './ClientSection.tsx'
import { NewSite } from './NewSite.tsx'
import { NewTeam } from './NewTeam.tsx'
import { SiteRate } from './SiteRate.tsx'

type Open =
  | { form: 'site' | 'client' }
  | { form: 'rate'; site: { id: string; name: string } }
  | { form: 'team' | 'change'; client: Client }

/** The house: its sites, whom it serves, and the teams that do. In the order in which it is set up. */
export function Clients() {
  const { t } = useTranslation()
  const clients = useRead('client.list')
  const sites = useRead('site.list')
  const teams = useRead('team.list')
  const rates = useRead('rate.list')
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  if (!sites.data) return <Loading of={sites} />
  if (!clients.data) return <Loading of={clients} />
  if (!teams.data) return <Loading of={teams} />
  if (!rates.data) return <Loading of={rates} />
  const rateOf = (siteId: string) => rates.data?.items.find((rate) => rate.siteId === siteId)?.hour ?? null
  const next = sites.data.items.length === 0 ? 'site' : clients.data.items.length === 0 ? 'client' : undefined
  return (
    <Page
      title={t('admin.clients')}
      sentence={t(next ? `admin.clients_begin_${next}` : 'admin.clients_sentence')}
      lead={t('admin.clients_lead')}
    >
      <section>
        <h2 className={styles.heading}>{t('admin.sites')}</h2>
        {sites.data.items.length === 0 ? (
          <EmptyState title={t('admin.sites_empty_title')}>
            <p>{t('admin.sites_empty')}</p>
          </EmptyState>
        ) : (
          <Lines label={t('admin.sites')}>
            {sites.data.items.map(({ id, name, timeZone }) => (
              <Line key={id} title={<bdi>{name}</bdi>} end={<bdi>{timeZone.replaceAll('_', ' ')}</bdi>}>
                <RateSaid hour={rateOf(id)} />
                <ActButton
                  kind="quiet"
                  about={name}
                  onClick={() => setOpen({ form: 'rate', site: { id, name } })}
                >
                  {t(rateOf(id) ? 'admin.rate_change' : 'admin.rate_set')}
                </ActButton>
              </Line>
            ))}
          </Lines>
        )}
        <Row>
          <ActButton onClick={() => setOpen({ form: 'site' })}>{t('admin.site_add')}</ActButton>
        </Row>
      </section>
      <section>
        <h2 className={styles.heading}>{t('admin.clients_heading')}</h2>
        {clients.data.items.length === 0 && (
          <EmptyState title={t('admin.clients_empty_title')}>
            <p>{t('admin.clients_empty')}</p>
          </EmptyState>
        )}
        {clients.data.items.map((client) => (
          <ClientSection
            key={client.id}
            client={client}
            teams={(teams.data?.items ?? []).filter(({ clientId }) => clientId === client.id)}
            mayAddTeam={(sites.data?.items.length ?? 0) > 0}
            onChange={() => setOpen({ form: 'change', client })}
            onAddTeam={() => setOpen({ form: 'team', client })}
          />
        ))}
        <Row>
          <ActButton onClick={() => setOpen({ form: 'client' })}>{t('admin.client_add')}</ActButton>
        </Row>
      </section>
      <Dialog open={open?.form === 'site'} onClose={close} title={t('admin.site_add')}>
        <NewSite onDone={close} />
      </Dialog>
      <Dialog
        open={open?.form === 'rate'}
        onClose={close}
        title={t('admin.rate_of', { name: open?.form === 'rate' ? open.site.name : '' })}
      >
        {open?.form === 'rate' && (
          <SiteRate
            siteId={open.site.id}
            rate={rateOf(open.site.id)}
            currencies={[...new Set(clients.data.items.flatMap(({ currencies }) => currencies))]}
            onDone={close}
          />
        )}
      </Dialog>
      <Dialog open={open?.form === 'client'} onClose={close} title={t('admin.client_add')}>
        <NewClient onDone={close} />
      </Dialog>
      <Dialog
        open={open?.form === 'change'}
        onClose={close}
        title={t('admin.change_of', { name: open && 'client' in open ? open.client.name : '' })}
      >
        {open?.form === 'change' && <ChangeClient client={open.client} onDone={close} />}
      </Dialog>
      <Dialog
        open={open?.form === 'team'}
        onClose={close}
        title={t('admin.team_add_for', { client: open && 'client' in open ? open.client.name : '' })}
      >
        {open?.form === 'team' && <NewTeam client={open.client} sites={sites.data.items} onDone={close} />}
      </Dialog>
    </Page>
  )
}

function RateSaid({ hour }: { hour: Money | null }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  return hour && <Soft small>{t('admin.rate_is', { amount: money(hour) })}</Soft>
}
