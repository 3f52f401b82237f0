import { useTranslation } from 'react-i18next'
import type { Home } from '../../contract/home.ts'
import { Table } from '../ui/Table.tsx'
import styles from './Home.module.css'
import { Range } from './Range.tsx'

type Site = NonNullable<Home['sponsor']>['sites'][number]

/** The sites by name, each with its range: no rank is claimed where ranges can't carry one (law 8). */
export function Sites({ sites }: { sites: readonly Site[] }) {
  const { t } = useTranslation()
  if (sites.length === 0) return null
  const rows = [...sites].sort((a, b) => a.name.localeCompare(b.name))
  return (
    <section>
      <h2 className={styles.heading}>{t('home.sites_title')}</h2>
      <p className={styles.note}>{t(sites.length > 1 ? 'home.sites_note' : 'home.sites_single')}</p>
      <Table
        caption={t('home.sites_title')}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', header: t('home.site'), cell: ({ name }) => name },
          {
            key: 'confirmed',
            header: t('home.site_confirmed'),
            cell: ({ confirmed }) => <Range of={confirmed} />,
          },
          { key: 'happy', header: t('home.site_happy'), cell: ({ happy }) => <Range of={happy} /> },
        ]}
      />
    </section>
  )
}
