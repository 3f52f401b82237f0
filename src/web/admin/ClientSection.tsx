import { useTranslation } from 'react-i18next'
import type { Client } from '../../contract/organisation.ts'
import type { ResultOf } from '../api.ts'
import { useTouchpoint } from '../desk/naming.ts'
import { ownNames } from '../language.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Row } from '../ui/Page.tsx'
import styles from './Admin.module.css'
import { WebhookSecret } from './WebhookSecret.tsx'

type ClientSectionProps = {
  client: Client
  teams: ResultOf<'team.list'>['items']
  mayAddTeam: boolean
  onChange: () => void
  onAddTeam: () => void
}

/** One client: where its customers write, how it is served, and by which teams. */
export function ClientSection({ client, teams, mayAddTeam, onChange, onAddTeam }: ClientSectionProps) {
  const { t } = useTranslation()
  const { list, isolate } = useFormat()
  const touchpoint = useTouchpoint()
  const address = `${location.origin}/c/${client.slug}`
  return (
    <article className={styles.client}>
      <h3 className={styles.name}>{client.name}</h3>
      <dl className={styles.facts}>
        <dt>{t('admin.public_page')}</dt>
        <dd>
          <a href={address} dir="ltr">
            {address}
          </a>
        </dd>
        <dt>{t('admin.languages')}</dt>
        <dd>{list(client.languages.map((one) => isolate(ownNames[one])))}</dd>
        <dt>{t('admin.currencies')}</dt>
        <dd>{list(client.currencies.map(isolate))}</dd>
        <dt>{t('admin.touchpoints')}</dt>
        <dd>{list(client.touchpoints.map((one) => isolate(touchpoint(one))))}</dd>
        <dt>{t('admin.closing')}</dt>
        <dd>{t('admin.closing_days', { count: client.closingDays })}</dd>
        <dt>{t('admin.fulfilment')}</dt>
        <dd>
          {client.fulfilmentUrl ? <bdi dir="ltr">{client.fulfilmentUrl}</bdi> : t('admin.fulfilment_none')}
          {client.fulfilmentUrl && <WebhookSecret client={client} />}
        </dd>
        <dt>{t('admin.teams')}</dt>
        <dd>
          {teams.length === 0 ? (
            t('admin.teams_none')
          ) : (
            <ul>
              {teams.map((team) => (
                <li key={team.id}>
                  {t('admin.team_line', {
                    team: team.name,
                    site: team.siteName,
                    languages: list(team.languages.map((one) => isolate(ownNames[one]))),
                  })}
                </li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
      <Row>
        <ActButton
          disabled={!mayAddTeam}
          label={t('admin.team_add_for', { client: client.name })}
          onClick={onAddTeam}
        >
          {t('admin.team_add')}
        </ActButton>
        <ActButton kind="quiet" label={t('admin.change_of', { name: client.name })} onClick={onChange}>
          {t('admin.change')}
        </ActButton>
      </Row>
    </article>
  )
}
