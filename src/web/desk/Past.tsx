import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactLine } from '../../contract/contact.ts'
import { useRead, useReadPages } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useKeys } from '../ui/keys.ts'
import { Page, Row, Soft } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import { useTouchpoint } from './naming.ts'
import styles from './Past.module.css'
import { useSettled } from './settled.ts'
import { deskPath } from './taking.ts'

const states = ['waiting', 'with_agent', 'with_customer', 'closed'] as const
type State = (typeof states)[number]
type Filters = { search?: string; state?: State; touchpoint?: string }

/** All contacts of my teams: to find one again by what one remembers of it. */
export function Past() {
  const { t } = useTranslation()
  const { filters, setFilters } = useFilters()
  const contacts = useReadPages('contact.list', { query: { view: 'all', ...filters } })
  const columns = useColumns()
  const filtered = Object.values(filters).some(Boolean)
  return (
    <Page title={t('desk.past_nav')} sentence={t('desk.past_sentence')} lead={t('desk.past_lead')} wide>
      <FilterFields filters={filters} onChange={setFilters} />
      {!contacts.items && <Loading of={contacts} />}
      {contacts.items?.length === 0 && (
        <EmptyState title={t(filtered ? 'desk.past_none_found' : 'desk.past_none')}>
          {t(filtered ? 'desk.past_none_found_what' : 'desk.past_none_what')}
        </EmptyState>
      )}
      {contacts.items && contacts.items.length > 0 && (
        <Table
          caption={t('desk.past_nav')}
          hideCaption
          columns={columns}
          rows={contacts.items}
          rowKey={({ id }) => id}
        />
      )}
      {contacts.hasMore && (
        <Row>
          <ActButton busy={contacts.busy} onClick={contacts.more}>
            {t('desk.past_more')}
          </ActButton>
        </Row>
      )}
    </Page>
  )
}

/** The filters stand in the address: going back from a contact finds the same list. */
function useFilters(): { filters: Filters; setFilters: (filters: Filters) => void } {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const text = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? `${value}` : undefined
  return {
    filters: {
      search: text(search.search),
      state: states.find((one) => one === search.state),
      touchpoint: text(search.touchpoint),
    },
    setFilters: (next) =>
      void navigate({
        to: '/contacts',
        search: Object.fromEntries(Object.entries(next).filter(([, value]) => value)) as never,
        replace: true,
      }),
  }
}

type FilterFieldsProps = { filters: Filters; onChange: (filters: Filters) => void }

function FilterFields({ filters, onChange }: FilterFieldsProps) {
  const { t } = useTranslation()
  const name = useTouchpoint()
  const clients = useRead('client.list')
  const [typed, setTyped] = useState(filters.search ?? '')
  const settled = useSettled(typed.trim())
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (settled !== (filters.search ?? '')) onChange({ ...filters, search: settled || undefined })
  }, [settled, filters, onChange])
  useKeys([
    { keys: '/', label: t('desk.key_search'), group: t('desk.past_nav'), run: () => field.current?.focus() },
  ])
  const codes = [...new Set(clients.data?.items.flatMap(({ touchpoints }) => touchpoints))]
  return (
    <search className={styles.filters}>
      <TextField
        ref={field}
        type="search"
        label={t('desk.search')}
        placeholder={t('desk.search_hint')}
        autoFocus
        autoComplete="off"
        maxLength={80}
        value={typed}
        onChange={setTyped}
      />
      <SelectField
        label={t('desk.state')}
        options={[
          { value: '', label: t('desk.any') },
          ...states.map((value) => ({ value, label: t(`desk.${value}`) })),
        ]}
        value={filters.state ?? ''}
        onChange={(state) => onChange({ ...filters, state: (state || undefined) as State | undefined })}
      />
      <SelectField
        label={t('desk.touchpoint')}
        options={[
          { value: '', label: t('desk.any') },
          ...codes.map((value) => ({ value, label: name(value) })),
        ]}
        value={filters.touchpoint ?? ''}
        onChange={(touchpoint) => onChange({ ...filters, touchpoint: touchpoint || undefined })}
      />
    </search>
  )
}

function useColumns(): Column<ContactLine>[] {
  const { t } = useTranslation()
  const touchpoint = useTouchpoint()
  const { can } = useSession()
  const to = can('contact.work') ? deskPath : '/contacts/$contactId'
  return [
    {
      key: 'subject',
      header: t('desk.subject'),
      cell: (one) => (
        <Link to={to} params={{ contactId: one.id } as never} className={styles.subject} dir="auto">
          {one.subject}
        </Link>
      ),
    },
    { key: 'customer', header: t('desk.customer'), cell: (one) => <bdi>{one.customerName}</bdi> },
    { key: 'touchpoint', header: t('desk.touchpoint'), cell: (one) => touchpoint(one.touchpoint) },
    { key: 'state', header: t('desk.state'), cell: (one) => t(`desk.${one.closure ?? one.state}`) },
    {
      key: 'opened',
      header: t('desk.opened'),
      cell: (one) => (
        <Soft>
          <When at={one.openedAt} day={one.openedDay} />
        </Soft>
      ),
    },
  ]
}
