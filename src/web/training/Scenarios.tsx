import { useTranslation } from 'react-i18next'
import type { ScenarioListed } from '../../contract/scenario.ts'
import { useTouchpoint } from '../desk/naming.ts'
import { useReadPages } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { Line, Lines } from '../ui/Lines.tsx'
import { Page, Row } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { useReading } from './reading.ts'
import styles from './Training.module.css'
import { TrainingTabs } from './TrainingTabs.tsx'
import { Where } from './Where.tsx'

/** Real cases with nobody in them, to be met again. */
export function Scenarios() {
  const { t } = useTranslation()
  const touchpoint = useTouchpoint()
  const reading = useReading()
  const read = useReadPages('scenario.list')
  // what I have not been through comes first, of it what is in my language
  const byUse = (a: ScenarioListed, b: ScenarioListed) =>
    Number(a.practised > 0) - Number(b.practised > 0) ||
    Number(b.language === reading) - Number(a.language === reading)
  if (!read.items) return <Loading of={read} />
  return (
    <Page
      title={t('training.tab_scenarios')}
      sentence={t('training.scenarios_sentence')}
      lead={t('training.scenarios_lead')}
    >
      <TrainingTabs />
      {read.items.length === 0 ? (
        <EmptyState title={t('training.scenarios_empty_title')}>
          <p>{t('training.scenarios_empty')}</p>
        </EmptyState>
      ) : (
        <Lines label={t('training.tab_scenarios')}>
          {[...read.items].sort(byUse).map((one) => (
            <Line key={one.id} title={<bdi lang={one.language}>{one.title}</bdi>}>
              <Where
                parts={[
                  one.clientName,
                  t(`power.${one.power}`),
                  one.touchpoint && touchpoint(one.touchpoint),
                  t(`rule.language_${one.language}`),
                ]}
              />
              {one.practised > 0 && <p className={styles.soft}>{t('training.been_through')}</p>}
              <Row>
                <ActLink kind={one.practised > 0 ? 'quiet' : 'plain'} to={`/training/scenarios/${one.id}`}>
                  {one.practised > 0 ? t('training.practise_again') : t('training.practise')}
                </ActLink>
              </Row>
            </Line>
          ))}
        </Lines>
      )}
      {read.hasMore && (
        <Row>
          <ActButton kind="quiet" busy={read.busy} onClick={read.more}>
            {t('training.more')}
          </ActButton>
        </Row>
      )}
    </Page>
  )
}
