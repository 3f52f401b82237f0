import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { MandateLine } from '../../contract/mandate.ts'
import { useReadPages } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActLink } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { useKeys } from '../ui/keys.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { More } from '../ui/More.tsx'
import { Page, Row } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { DraftLines } from './DraftLines.tsx'
import styles from './Mandates.module.css'
import { useStateSaid } from './state-said.ts'

/** Every version, by client: what is in force, what waits for a signature, what came before. */
export function Mandates() {
  const { t } = useTranslation()
  const { can } = useSession()
  const navigate = useNavigate()
  const mayDraft = can('mandate.draft')
  const mandates = useReadPages('mandate.list')
  useKeys([
    {
      keys: 'n',
      label: t('mandates.draft'),
      group: t('mandates.nav'),
      off: !mayDraft,
      run: () => void navigate({ to: '/mandates/new' }),
    },
  ])
  if (!mandates.items) return <Loading of={mandates} />
  const waiting = mandates.items.filter(({ state }) => state.startsWith('awaiting')).length
  const inForce = mandates.items.filter(({ state }) => state === 'in_force').length
  return (
    <Page
      title={t('mandates.nav')}
      sentence={
        waiting > 0
          ? t('mandates.sentence_waiting', { count: waiting })
          : inForce > 0
            ? t('mandates.sentence', { count: inForce })
            : t('mandates.sentence_none')
      }
      lead={t('mandates.lead')}
    >
      {mayDraft && (
        <Row>
          <ActLink to="/mandates/new" keys="n">
            {t('mandates.draft')}
          </ActLink>
        </Row>
      )}
      {mayDraft && <DraftLines />}
      {mandates.items.length === 0 && (
        <EmptyState title={t('mandates.empty_title')}>
          <p>{t(mayDraft ? 'mandates.empty_draft' : 'mandates.empty')}</p>
        </EmptyState>
      )}
      {byClient(mandates.items).map(([client, versions]) => (
        <section key={client}>
          <h2 className={styles.heading}>{client}</h2>
          <Versions items={versions} label={client} />
        </section>
      ))}
      <More of={mandates}>{t('mandates.more')}</More>
    </Page>
  )
}

function Versions({ items, label }: { items: readonly MandateLine[]; label: string }) {
  const { t } = useTranslation()
  const { list, isolate } = useFormat()
  const stateSaid = useStateSaid()
  return (
    <Lines label={label}>
      {items.map((mandate) => (
        <Line
          key={mandate.id}
          title={
            <Link to={`/mandates/${mandate.id}`}>{t('mandates.version', { number: mandate.number })}</Link>
          }
          end={
            <span className={mandate.state.startsWith('awaiting') ? styles.wait : undefined}>
              {stateSaid(mandate)}
            </span>
          }
        >
          <p>{t('mandates.for_teams', { teams: list(mandate.teams.map(({ name }) => isolate(name))) })}</p>
        </Line>
      ))}
    </Lines>
  )
}

function byClient(items: readonly MandateLine[]): [string, MandateLine[]][] {
  const groups = new Map<string, MandateLine[]>()
  for (const item of items) groups.set(item.clientName, [...(groups.get(item.clientName) ?? []), item])
  return [...groups]
}
