import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Client } from '../../contract/organisation.ts'
import { useAct, useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Row } from '../ui/Page.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import styles from './Admin.module.css'

/** With what the client's system checks that a webhook is ours: shown when asked for, copied, changed. */
export function WebhookSecret({ client }: { client: Client }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <ActButton kind="quiet" about={client.name} onClick={() => setOpen(true)}>
        {t('admin.secret_show')}
      </ActButton>
    )
  return <Shown client={client} onClose={() => setOpen(false)} />
}

function Shown({ client, onClose }: { client: Client; onClose: () => void }) {
  const { t } = useTranslation()
  const { moment } = useFormat()
  const params = { clientId: client.id }
  const shown = useRead('client.revealSecret', { params })
  const change = useAct('client.changeSecret')
  const [copied, setCopied] = useState<boolean | null>(null)
  const [sure, setSure] = useState(false)
  if (!shown.data) return <Loading of={shown} />
  const { secret, beforeUntil } = shown.data

  async function copy(text: string) {
    // without TLS the browser offers no clipboard: the text stands there to be marked by hand
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    setCopied(done ?? false)
  }
  return (
    <div className={styles.secret}>
      {secret && (
        <p className={styles.code} dir="ltr">
          {secret}
        </p>
      )}
      <p>{t('admin.secret_what')}</p>
      {beforeUntil && <p>{t('admin.secret_both', { until: moment(beforeUntil) })}</p>}
      {sure && <p>{t('admin.secret_sure')}</p>}
      <ProblemNote problem={change.problem} />
      <Row>
        {secret && !sure && <ActButton onClick={() => void copy(secret)}>{t('admin.secret_copy')}</ActButton>}
        {sure ? (
          <>
            <ActButton
              busy={change.busy}
              onClick={() =>
                change.run({ params }, () => {
                  setSure(false)
                  setCopied(null)
                })
              }
            >
              {t('admin.secret_change_do')}
            </ActButton>
            <ActButton kind="quiet" onClick={() => setSure(false)}>
              {t('admin.secret_keep')}
            </ActButton>
          </>
        ) : (
          <ActButton kind="quiet" onClick={() => setSure(true)}>
            {t('admin.secret_change')}
          </ActButton>
        )}
        {!sure && (
          <ActButton kind="quiet" onClick={onClose}>
            {t('admin.secret_hide')}
          </ActButton>
        )}
      </Row>
      <p role="status">
        {copied !== null && t(copied ? 'admin.secret_copied' : 'admin.secret_copy_by_hand')}
      </p>
    </div>
  )
}
