import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { useBegin } from './draft/NewDraft.tsx'
import styles from './Mandates.module.css'

/** What one can go on to from a version: the next one, its withdrawal, its file. */
export function VersionActs({ mandate }: { mandate: ResultOf<'mandate.show'> }) {
  const { t } = useTranslation()
  const { can } = useSession()
  const { begin, busy, problem } = useBegin(mandate.clientId)
  const [withdrawing, setWithdrawing] = useState(false)
  const [until, setUntil] = useState('')
  const mandateId = mandate.id
  return (
    <>
      <ProblemNote problem={problem} />
      <Row>
        <a
          className={styles.file}
          href={`/api/v1/mandates/${mandateId}/document`}
          download={fileName(mandate)}
        >
          {t('mandates.export')}
        </a>
        {can('mandate.draft') && (
          <>
            <ActButton kind="quiet" busy={busy} onClick={() => begin({ of: 'version', mandateId })}>
              {t('mandates.draft_next')}
            </ActButton>
            {mandate.state === 'in_force' && mandate.document.powers.length > 0 && (
              <ActButton kind="quiet" onClick={() => setWithdrawing(true)}>
                {t('mandates.withdraw')}
              </ActButton>
            )}
          </>
        )}
      </Row>
      <Dialog open={withdrawing} onClose={() => setWithdrawing(false)} title={t('mandates.withdraw_title')}>
        <p>{t('mandates.withdraw_text')}</p>
        <TextField
          type="date"
          label={t('mandates.withdraw_until')}
          hint={t('mandates.withdraw_until_hint')}
          value={until}
          onChange={setUntil}
        />
        <Row>
          <ActButton
            busy={busy}
            onClick={() => begin({ of: 'withdrawal', mandateId, ...(until ? { until } : {}) })}
          >
            {t('mandates.withdraw_do')}
          </ActButton>
        </Row>
      </Dialog>
    </>
  )
}

function fileName({ clientName, number }: ResultOf<'mandate.show'>): string {
  return `${clientName.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}-${number}.json`
}
