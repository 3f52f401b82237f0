import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { usabilityOf } from '../passkey/ceremony.ts'
import { NotHere } from '../passkey/Notes.tsx'
import styles from '../passkey/Passkey.module.css'
import { useAct, useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Row, Soft } from '../ui/Page.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import { Table } from '../ui/Table.tsx'
import { AddPasskey } from './AddPasskey.tsx'

type Passkey = ResultOf<'passkey.list'>['items'][number]

/** My passkeys: what each is called, and whether it is still in use; one more, one less. */
export function Passkeys() {
  const { t } = useTranslation()
  const passkeys = useRead('passkey.list')
  const [leaving, setLeaving] = useState<Passkey | null>(null)
  if (!passkeys.data) return <Loading of={passkeys} />
  const { items, place } = passkeys.data
  return (
    <div className={styles.spaced}>
      {items.length === 0 ? (
        <p className={styles.note}>{t('passkey.none')}</p>
      ) : (
        <div className={styles.keys}>
          <Table
            caption={t('passkey.title')}
            hideCaption
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', header: t('passkey.device'), cell: ({ name }) => <bdi>{name}</bdi> },
              { key: 'since', header: t('passkey.since'), cell: (one) => <When at={one.createdAt} /> },
              {
                key: 'used',
                header: t('passkey.used'),
                cell: ({ lastUsedAt }) =>
                  lastUsedAt ? <When at={lastUsedAt} /> : <Soft>{t('passkey.used_never')}</Soft>,
              },
              {
                key: 'remove',
                numeric: true,
                header: t('passkey.remove'),
                cell: (one) => (
                  <ActButton
                    kind="quiet"
                    label={t('passkey.remove_of', { name: one.name })}
                    onClick={() => setLeaving(one)}
                  >
                    {t('passkey.remove')}
                  </ActButton>
                ),
              },
            ]}
          />
        </div>
      )}
      <NotHere place={place} />
      {usabilityOf(place) === 'here' && <AddPasskey />}
      {leaving && <RemovePasskey passkey={leaving} onClose={() => setLeaving(null)} />}
    </div>
  )
}

function RemovePasskey({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const { t } = useTranslation()
  const remove = useAct('passkey.remove')
  return (
    <Dialog open onClose={onClose} title={t('passkey.remove_title', { name: passkey.name })}>
      <div className={styles.spaced}>
        <p>{t('passkey.remove_lead')}</p>
        <ProblemNote problem={remove.problem} />
        <Row>
          <ActButton
            busy={remove.busy}
            onClick={() => remove.run({ params: { passkeyId: passkey.id } }, onClose)}
          >
            {t('passkey.remove')}
          </ActButton>
          <ActButton kind="quiet" onClick={onClose}>
            {t('passkey.keep')}
          </ActButton>
        </Row>
      </div>
    </Dialog>
  )
}
