import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useRead, useReadPages } from '../queries.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { useFormat } from '../ui/format.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { Eyebrow, Page, Row } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import { Disclosed } from './Disclosed.tsx'
import { Offers } from './Offers.tsx'
import { PasteCase } from './PasteCase.tsx'
import { RefresherForm } from './RefresherForm.tsx'
import { Refreshers } from './Refreshers.tsx'
import styles from './Training.module.css'
import { TrainingTabs } from './TrainingTabs.tsx'
import { Where } from './Where.tsx'

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
                <Where
                  parts={[one.clientName, t(`power.${one.power}`), t(`rule.language_${one.language}`)]}
                />
                <Row>
                  <ActLink to={`/training/scenarios/${one.id}/edit`}>{t('training.go_on')}</ActLink>
                </Row>
              </Line>
            ))}
          </Lines>
        </section>
      )}
      <Refreshers
        label={t('training.refreshers_all')}
        refreshers={refreshers.data?.items ?? []}
        empty={t('training.refreshers_none')}
      >
        <Disclosed label={t('training.propose')} keptAs="training.refresher">
          <RefresherForm />
        </Disclosed>
      </Refreshers>
      <Lacking lacking={offers.data.lacking} />
      <Offers offers={offers.data.items} looked={offers.data.looked} />
      <section className={styles.gap}>
        <Eyebrow as="h2">{t('training.paste')}</Eyebrow>
        <p className={styles.text}>{t('training.paste_lead')}</p>
        <Disclosed label={t('training.paste_do')} keptAs="training.paste">
          <PasteCase />
        </Disclosed>
      </section>
    </Page>
  )
}

/** Where people cannot go on: the path asks for more cases than there are. */
function Lacking({ lacking }: { lacking: ResultOf<'scenario.listOffers'>['lacking'] }) {
  const { t } = useTranslation()
  const { list } = useFormat()
  if (lacking.length === 0) return null
  return (
    <section className={styles.gap}>
      <Eyebrow as="h2">{t('training.lacking')}</Eyebrow>
      <p className={styles.text}>{t('training.lacking_lead')}</p>
      <Lines label={t('training.lacking')}>
        {lacking.map(({ clientId, clientName, powers }) => (
          <Line key={clientId} title={<bdi>{clientName}</bdi>}>
            <p className={styles.soft}>{list(powers.map((power) => t(`power.${power}`)))}</p>
          </Line>
        ))}
      </Lines>
    </section>
  )
}
