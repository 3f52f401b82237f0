import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useAct, useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { Soft } from '../ui/Page.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import { Table } from '../ui/Table.tsx'
import { deviceOf } from './device.ts'

type OwnSession = ResultOf<'session.list'>['items'][number]

/** Where I am signed in; any but this one can be ended from here. */
export function Sessions() {
  const { t } = useTranslation()
  const sessions = useRead('session.list')
  const revoke = useAct('session.revoke')
  if (!sessions.data) return <Loading of={sessions} />

  function device({ userAgent }: OwnSession): string {
    const { browser, system } = deviceOf(userAgent ?? '')
    if (!browser) return t('account.device_unknown')
    return system ? t('account.device', { browser, system }) : browser
  }
  return (
    <>
      <ProblemNote problem={revoke.problem} />
      <Table
        caption={t('account.sessions')}
        hideCaption
        rows={sessions.data.items}
        rowKey={({ id }) => id}
        columns={[
          { key: 'device', header: t('account.session_device'), cell: device },
          { key: 'since', header: t('account.session_since'), cell: (one) => <When at={one.createdAt} /> },
          { key: 'until', header: t('account.session_until'), cell: (one) => <When at={one.expiresAt} /> },
          {
            key: 'end',
            numeric: true,
            header: t('account.session_end'),
            cell: (one) =>
              one.current ? (
                <Soft>{t('account.session_this')}</Soft>
              ) : (
                <ActButton
                  kind="quiet"
                  busy={revoke.busy}
                  label={t('account.session_end_of', { device: device(one) })}
                  onClick={() => revoke.run({ params: { sessionId: one.id } })}
                >
                  {t('account.session_end_do')}
                </ActButton>
              ),
          },
        ]}
      />
    </>
  )
}
