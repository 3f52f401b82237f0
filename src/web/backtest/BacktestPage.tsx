import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MandateDocument } from '../../core/mandate/document.ts'
import type { ResultOf } from '../api.ts'
import { useRead } from '../queries.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Page, Row } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import styles from './Backtest.module.css'
import { BacktestPanel } from './BacktestPanel.tsx'
import { DraftFile } from './DraftFile.tsx'
import { LimitSliders } from './LimitSliders.tsx'

/** Any version, or a draft from a file, on the client's past; its main limits can be moved to see what follows. */
export function BacktestPage() {
  const { mandateId } = useParams({ strict: false }) as { mandateId: string }
  const mandate = useRead('mandate.show', { params: { mandateId } })
  return mandate.data ? <InForce key={mandate.data.id} mandate={mandate.data} /> : <Loading of={mandate} />
}

type Shown = { mandate: ResultOf<'mandate.show'> }

/** What it is compared with: the version in force for most of its teams. */
function InForce({ mandate }: Shown) {
  const { clientId } = mandate
  const mandates = useRead('mandate.list', { query: { clientId, limit: 200 } })
  const teams = new Set(mandate.teams.map(({ id }) => id))
  const shared = (one: { teams: { id: string }[] }) => one.teams.filter(({ id }) => teams.has(id)).length
  const line = mandates.data?.items
    .filter((one) => one.state === 'in_force' && shared(one) > 0)
    .sort((a, b) => shared(b) - shared(a))[0]
  const found = useRead(
    'mandate.show',
    { params: { mandateId: line?.id ?? '' } },
    { enabled: line !== undefined },
  )
  if (!mandates.data || (line && !found.data)) return <Loading of={mandates.error ? mandates : found} />
  return <TryOut mandate={mandate} inForce={found.data?.document ?? null} />
}

function TryOut({ mandate, inForce }: Shown & { inForce: MandateDocument | null }) {
  const { t } = useTranslation()
  const { isolate } = useFormat()
  const [written, setWritten] = useState<MandateDocument>(mandate.document)
  const [document, setDocument] = useState(written)
  const [file, setFile] = useState<string | null>(null)
  const { clientId, clientName, number } = mandate
  return (
    <Page
      title={t('backtest.title')}
      eyebrow={`${clientName} · ${file === null ? t('mandates.version', { number }) : t('backtest.from_file', { name: isolate(file) })}`}
      sentence={t('backtest.page_sentence', { number, client: isolate(clientName) })}
      lead={t('backtest.page_lead')}
      wide
    >
      <div className={styles.tryOut}>
        <div className={styles.hand}>
          <LimitSliders written={written} document={document} onChange={setDocument} />
          <DraftFile
            onDraft={(name, draft) => {
              setFile(name)
              setWritten(draft)
              setDocument(draft)
            }}
          />
          <Row>
            <ActLink kind="quiet" to="/mandates/$mandateId" params={{ mandateId: mandate.id }}>
              {t('mandates.version', { number })}
            </ActLink>
          </Row>
        </div>
        <BacktestPanel
          clientId={clientId}
          teamIds={mandate.teams.map(({ id }) => id)}
          document={document}
          inForce={inForce}
        />
      </div>
    </Page>
  )
}
