import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScenarioOffer } from '../../contract/scenario.ts'
import { useTouchpoint } from '../desk/naming.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { useFormat } from '../ui/format.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { Eyebrow, Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Training.module.css'
import { Where } from './Where.tsx'

/** So many first: who looks for more asks for them. */
const first = 5

type OffersProps = {
  offers: readonly ScenarioOffer[]
  looked: { asks: number; week: string } | null
}

/** Cases where more could have been done come first: what the old way left undone is what practice is for. */
export function Offers({ offers, looked }: OffersProps) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const more = offers.filter(({ kind }) => kind === 'asked' || kind === 'missed')
  const others = offers.filter(({ kind }) => kind === 'learning' || kind === 'decided')
  return (
    <>
      <section className={styles.gap}>
        <Eyebrow as="h2">{t('training.could_have')}</Eyebrow>
        <p className={styles.text}>{t('training.could_have_lead')}</p>
        {more.length === 0 && <p className={styles.soft}>{t('training.could_have_empty')}</p>}
        <Cases label={t('training.could_have')} offers={more} />
        <p className={styles.soft}>
          {looked
            ? t('training.could_have_looked', { count: looked.asks, date: date(looked.week) })
            : t('training.could_have_never')}
        </p>
      </section>
      <section className={styles.gap}>
        <Eyebrow as="h2">{t('training.offers')}</Eyebrow>
        {others.length === 0 && <p className={styles.soft}>{t('training.offers_empty')}</p>}
        <Cases label={t('training.offers')} offers={others} />
      </section>
    </>
  )
}

function Cases({ label, offers }: { label: string; offers: readonly ScenarioOffer[] }) {
  const { t } = useTranslation()
  const touchpoint = useTouchpoint()
  const navigate = useNavigate()
  const create = useAct('scenario.create')
  const leave = useAct('scenario.leaveOffer')
  const [all, setAll] = useState(false)
  const make = ({ kind, id }: ScenarioOffer) =>
    create.run(
      {
        body:
          kind === 'learning'
            ? { source: 'learning', caseId: id }
            : { source: kind === 'asked' ? 'backtest' : 'contact', contactId: id },
      },
      (made) => navigate({ to: '/training/scenarios/$scenarioId/edit', params: { scenarioId: made.id } }),
    )
  return (
    <>
      <ProblemNote problem={create.problem ?? leave.problem} />
      <Lines label={label}>
        {(all ? offers : offers.slice(0, first)).map((one) => {
          const where = [
            one.clientName,
            t(`power.${one.power}`),
            one.touchpoint && touchpoint(one.touchpoint),
            one.language && t(`rule.language_${one.language as 'it'}`),
          ]
          const about = where.filter(Boolean).join(', ')
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
              <Where parts={where} />
              <Row>
                <ActButton kind="quiet" busy={create.busy} about={about} onClick={() => make(one)}>
                  {t('training.make')}
                </ActButton>
                {one.kind !== 'learning' && (
                  <ActButton
                    kind="quiet"
                    busy={leave.busy}
                    about={about}
                    onClick={() => leave.run({ params: { contactId: one.id } })}
                  >
                    {t('training.leave_offer')}
                  </ActButton>
                )}
              </Row>
            </Line>
          )
        })}
      </Lines>
      {!all && offers.length > first && (
        <Row>
          <ActButton kind="quiet" about={label} onClick={() => setAll(true)}>
            {t('training.more')}
          </ActButton>
        </Row>
      )}
    </>
  )
}
