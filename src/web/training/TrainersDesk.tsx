import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ScenarioOffer } from '../../contract/scenario.ts'
import { useTouchpoint } from '../desk/naming.ts'
import { useAct, useRead, useReadPages } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { useFormat } from '../ui/format.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { Eyebrow, Page, Row } from '../ui/Page.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import { PasteCase } from './PasteCase.tsx'
import { RefresherForm } from './RefresherForm.tsx'
import { Refreshers } from './Refreshers.tsx'
import styles from './Training.module.css'
import { TrainingTabs } from './TrainingTabs.tsx'

/** What could be learned from next: drafts under way, cases that offer themselves, text from elsewhere. */
export function TrainersDesk() {
  const { t } = useTranslation()
  const drafts = useReadPages('scenario.list', { query: { state: 'draft' } })
  const offers = useRead('scenario.listOffers')
  const refreshers = useRead('refresher.list')
  if (!drafts.items) return <Loading of={drafts} />
  if (!offers.data) return <Loading of={offers} />
  return (
    <Page
      title={t('training.tab_make')}
      sentence={
        drafts.items.length > 0
          ? t('training.make_sentence', { count: drafts.items.length })
          : t('training.make_sentence_none')
      }
      lead={t('training.make_lead')}
    >
      <TrainingTabs />
      {drafts.items.length > 0 && (
        <section className={styles.gap}>
          <Eyebrow as="h2">{t('training.drafts')}</Eyebrow>
          <Lines label={t('training.drafts')}>
            {drafts.items.map((one) => (
              <Line
                key={one.id}
                title={<bdi lang={one.language}>{one.title || t('training.untitled')}</bdi>}
                end={<When at={one.at} />}
              >
                <Row>
                  <ActLink to={`/training/scenarios/${one.id}/edit`}>{t('training.go_on')}</ActLink>
                </Row>
              </Line>
            ))}
          </Lines>
        </section>
      )}
      <Offers offers={offers.data.items} />
      <PasteCase />
      <Refreshers refreshers={refreshers.data?.items ?? []} mayEnd />
      <RefresherForm />
    </Page>
  )
}

/** Some of each kind: who looks for more goes on once these are made. */
const shown = 8

function Offers({ offers }: { offers: readonly ScenarioOffer[] }) {
  const { t } = useTranslation()
  const { list, isolate } = useFormat()
  const touchpoint = useTouchpoint()
  const navigate = useNavigate()
  const create = useAct('scenario.create')
  const few = (['learning', 'missed', 'decided'] as const).flatMap((kind) =>
    offers.filter((one) => one.kind === kind).slice(0, shown),
  )
  const make = ({ kind, id }: ScenarioOffer) =>
    create.run(
      {
        body: kind === 'learning' ? { source: 'learning', caseId: id } : { source: 'contact', contactId: id },
      },
      (made) => navigate({ to: '/training/scenarios/$scenarioId/edit', params: { scenarioId: made.id } }),
    )
  return (
    <section className={styles.gap}>
      <Eyebrow as="h2">{t('training.offers')}</Eyebrow>
      <ProblemNote problem={create.problem} />
      {few.length === 0 && <p className={styles.soft}>{t('training.offers_empty')}</p>}
      <Lines label={t('training.offers')}>
        {few.map((one) => {
          const where = list([
            isolate(one.clientName),
            t(`power.${one.power}`),
            ...(one.touchpoint ? [touchpoint(one.touchpoint)] : []),
            ...(one.language ? [t(`rule.language_${one.language as 'it'}`)] : []),
          ])
          return (
            <Line
              key={`${one.kind}${one.id}`}
              title={t(`training.offer_${one.kind}`)}
              end={<When at={one.at} />}
            >
              {one.question && (
                <p className={styles.text} dir="auto">
                  {one.question}
                </p>
              )}
              <p className={styles.soft}>{where}</p>
              <Row>
                <ActButton kind="quiet" busy={create.busy} about={where} onClick={() => make(one)}>
                  {t('training.make')}
                </ActButton>
              </Row>
            </Line>
          )
        })}
      </Lines>
    </section>
  )
}
