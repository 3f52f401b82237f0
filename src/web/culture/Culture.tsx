import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useRead, useReadPages } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActLink } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { More } from '../ui/More.tsx'
import { Page, Row } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import styles from './Culture.module.css'
import { Pledge } from './Pledge.tsx'

/** Who gave their word, and what it was worth. */
export function Culture() {
  const { t } = useTranslation()
  const { can } = useSession()
  const { date } = useFormat()
  const culture = useRead('culture.show')
  if (!culture.data) return <Loading of={culture} />
  const { people, mine, version, clients } = culture.data
  const missing = people.filter(({ signedAt }) => !signedAt).length
  const sentence =
    people.length === 0
      ? t('culture.sentence_nobody')
      : missing === 0
        ? t('culture.sentence_signed')
        : t('culture.sentence_missing', { count: missing })
  return (
    <Page title={t('culture.nav')} sentence={sentence} lead={t('culture.lead')}>
      {(can('breach.report') || can('breach.answer')) && (
        <Row>
          {can('breach.report') && (
            <ActLink kind="quiet" to="/culture/report">
              {t('culture.report')}
            </ActLink>
          )}
          {can('breach.answer') && (
            <ActLink kind="quiet" to="/culture/answer">
              {t('culture.to_answer')}
            </ActLink>
          )}
        </Row>
      )}
      <h2 className={styles.heading}>{t('culture.held_title')}</h2>
      <Lines label={t('culture.held_title')}>
        {clients.map((client) => (
          <Held key={client.clientId} client={client} />
        ))}
      </Lines>
      <Answered />
      <h2 className={styles.heading}>{t('culture.pledge_title')}</h2>
      <Pledge version={version} mine={mine} />
      <h2 className={styles.heading}>{t('culture.who')}</h2>
      <Lines label={t('culture.who')}>
        {people.map((person) => (
          <Line
            key={`${person.personId} ${person.role}`}
            title={<bdi>{person.name}</bdi>}
            end={
              person.signedAt
                ? t('culture.who_signed', { day: date(person.signedAt.slice(0, 10)) })
                : t('culture.who_not')
            }
          >
            <p className={styles.soft}>{t(`culture.role_${person.role}`, { place: person.place ?? '' })}</p>
          </Line>
        ))}
      </Lines>
    </Page>
  )
}

function Held({ client }: { client: ResultOf<'culture.show'>['clients'][number] }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const counts = {
    client: client.clientName,
    count: client.given,
    number: number(client.given),
    honoured: number(client.honoured),
  }
  return (
    <Line title={client.given === 0 ? t('culture.held_none', counts) : t('culture.held', counts)}>
      {client.refused > 0 && (
        <p className={styles.soft}>
          {t('culture.held_refused', { count: client.refused, number: number(client.refused) })}
        </p>
      )}
      {client.answered > 0 && (
        <p className={styles.soft}>
          {t('culture.held_told', { number: number(client.answered), right: number(client.putRight) })}
        </p>
      )}
    </Line>
  )
}

function Answered() {
  const { t } = useTranslation()
  const { date } = useFormat()
  const answered = useReadPages('breach.listAnswered')
  return (
    <>
      <h2 className={styles.heading}>{t('culture.answered_title')}</h2>
      {answered.items?.length === 0 && <p className={styles.soft}>{t('culture.answered_empty')}</p>}
      {answered.items && answered.items.length > 0 && (
        <Lines label={t('culture.answered_title')}>
          {answered.items.map((breach) => (
            <Line
              key={breach.id}
              title={breach.answer && t(`culture.outcome_${breach.answer.outcome}`)}
              end={breach.answer && date(breach.answer.day)}
            >
              <p className={styles.words} dir="auto">
                {breach.answer?.words}
              </p>
              <p className={styles.soft}>
                {t(`culture.kind_${breach.kind}`)} · <bdi>{breach.clientName}</bdi>
              </p>
              {breach.aboutMe && <p>{t('culture.about_you')}</p>}
            </Line>
          ))}
        </Lines>
      )}
      <More of={answered}>{t('culture.more')}</More>
    </>
  )
}
