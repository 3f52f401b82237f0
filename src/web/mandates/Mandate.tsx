import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { Overlays } from '../overlay/Overlays.tsx'
import { useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { useKeys } from '../ui/keys.ts'
import { Page, Row } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import { Articles } from './Articles.tsx'
import { ChangedBy } from './ChangedBy.tsx'
import { useDay } from './day.ts'
import { Hash } from './Hash.tsx'
import styles from './Mandates.module.css'
import { Signatures } from './Signatures.tsx'
import { SignMandate } from './SignMandate.tsx'
import { useStateSaid } from './state-said.ts'
import { VersionActs } from './VersionActs.tsx'
import '../decisions/print.css'

/** A mandate as the document it is: read it, check its hash, see who signed, sign. */
export function Mandate() {
  const { mandateId } = useParams({ strict: false }) as { mandateId: string }
  const mandate = useRead('mandate.show', { params: { mandateId } })
  return mandate.data ? <Shown mandate={mandate.data} /> : <Loading of={mandate} />
}

function Shown({ mandate }: { mandate: ResultOf<'mandate.show'> }) {
  const { t } = useTranslation()
  const { operatorName, can } = useSession()
  const { list, isolate } = useFormat()
  const day = useDay()
  const stateSaid = useStateSaid()
  const { number, clientName } = mandate
  useKeys([{ keys: 'p', label: t('mandates.print'), group: t('mandates.nav'), run: () => window.print() }])
  return (
    <Page
      title={t('mandates.title', { number, client: clientName })}
      eyebrow={`${clientName} · ${stateSaid(mandate)}`}
      sentence={t(mandate.maySign ? 'mandates.read_sign' : `mandates.is_${mandate.state}`, {
        number,
        client: clientName,
      })}
    >
      <article className={styles.paper} aria-labelledby="mandate-title">
        <h2 className={styles.title} id="mandate-title">
          {t('mandates.version', { number })}
        </h2>
        <p className={styles.preamble}>
          {t('mandates.preamble', {
            operator: operatorName,
            client: clientName,
            teams: list(mandate.teams.map(({ name }) => isolate(name))),
            date: day(mandate.from),
          })}
        </p>
        <Articles document={mandate.document} />
        <Signatures mandate={mandate} />
      </article>
      <Hash document={mandate.document} hash={mandate.hash} />
      {mandate.maySign && <SignMandate key={mandate.id} mandate={mandate} side={mandate.maySign} />}
      <Overlays mandate={mandate} />
      <Row>
        <ActButton keys="p" onClick={() => window.print()}>
          {t('mandates.print')}
        </ActButton>
        {can('backtest.run') && (
          <ActLink kind="quiet" to="/mandates/$mandateId/backtest" params={{ mandateId: mandate.id }}>
            {t('backtest.open')}
          </ActLink>
        )}
      </Row>
      <VersionActs mandate={mandate} />
      <ChangedBy document={mandate.document} previous={mandate.previous} />
    </Page>
  )
}
