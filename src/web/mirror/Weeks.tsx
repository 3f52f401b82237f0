import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mirror } from '../../contract/handling.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { useKeys } from '../ui/keys.ts'
import { Eyebrow, Row } from '../ui/Page.tsx'
import { Table } from '../ui/Table.tsx'
import styles from './Mirror.module.css'
import { useTimes } from './Mirror.tsx'

type Week = Mirror['weeks'][number]
type WeeksProps = { weeks: readonly Week[]; aimMinutes: number | null }

/** The weeks as a picture, and with one key as a table. */
export function Weeks({ weeks, aimMinutes }: WeeksProps) {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  const { middle, half } = useTimes()
  const [asTable, setAsTable] = useState(false)
  const turn = () => setAsTable(!asTable)
  useKeys([{ keys: 't', label: t('mirror.as_table'), group: t('mirror.nav'), run: turn }])
  return (
    <section>
      <Eyebrow as="h2">{t('mirror.weeks_title')}</Eyebrow>
      {asTable ? (
        <Table
          caption={t('mirror.weeks_title')}
          hideCaption
          rows={[...weeks].reverse()}
          rowKey={({ monday }) => monday}
          columns={[
            { key: 'week', header: t('mirror.week'), cell: ({ monday }) => date(monday) },
            {
              key: 'contacts',
              header: t('mirror.contacts'),
              numeric: true,
              cell: (one) => number(one.contacts),
            },
            { key: 'median', header: t('mirror.median'), cell: middle },
            { key: 'half', header: t('mirror.half'), cell: half },
          ]}
        />
      ) : (
        <Picture weeks={weeks} aimMinutes={aimMinutes} />
      )}
      <Row>
        <ActButton kind="quiet" keys="t" onClick={turn}>
          {t(asTable ? 'mirror.as_picture' : 'mirror.as_table')}
        </ActButton>
      </Row>
    </section>
  )
}

/** Placed by logical insets, so that time runs from the right in Arabic, as one reads. */
function Picture({ weeks, aimMinutes }: WeeksProps) {
  const { t } = useTranslation()
  const { date, duration } = useFormat()
  const top = topOf(weeks, aimMinutes)
  const across = (nth: number) => ((nth + 0.5) / weeks.length) * 100
  const up = (seconds: number) => (seconds / top) * 100
  const told = weeks.flatMap(({ medianSeconds }, nth) =>
    medianSeconds === null ? [] : [{ nth, medianSeconds }],
  )
  return (
    <figure className={styles.figure}>
      <div className={styles.plot} role="img" aria-label={t('mirror.picture_says')}>
        {[top / 2, top].map((seconds) => (
          <div key={seconds} className={styles.grid} style={{ insetBlockEnd: `${up(seconds)}%` }}>
            <span>{duration(seconds)}</span>
          </div>
        ))}
        {aimMinutes !== null && (
          <div className={styles.aim} style={{ insetBlockEnd: `${up(aimMinutes * 60)}%` }} />
        )}
        {weeks.map(
          ({ monday, quartiles }, nth) =>
            quartiles && (
              <div
                key={monday}
                className={styles.range}
                style={{
                  insetInlineStart: `${across(nth)}%`,
                  insetBlockEnd: `${up(quartiles[0])}%`,
                  blockSize: `${up(quartiles[1] - quartiles[0])}%`,
                }}
              />
            ),
        )}
        <svg className={styles.line} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <polyline
            points={told.map((one) => `${across(one.nth)},${100 - up(one.medianSeconds)}`).join(' ')}
          />
        </svg>
        {told.map(({ nth, medianSeconds }) => (
          <div
            key={nth}
            className={styles.point}
            style={{ insetInlineStart: `${across(nth)}%`, insetBlockEnd: `${up(medianSeconds)}%` }}
          />
        ))}
      </div>
      <div className={styles.axis}>
        <span>{date(weeks[0]!.monday)}</span>
        <span>{t('mirror.this_week')}</span>
      </div>
      <figcaption className={styles.caption}>
        {t('mirror.caption')} {aimMinutes !== null && t('mirror.caption_aim')}
      </figcaption>
    </figure>
  )
}

/** Whole steps of two minutes, four at the least, so that the middle line is a whole minute too. */
function topOf(weeks: readonly Week[], aimMinutes: number | null): number {
  const most = Math.max(
    240,
    (aimMinutes ?? 0) * 60,
    ...weeks.map(({ medianSeconds, quartiles }) => Math.max(medianSeconds ?? 0, quartiles?.[1] ?? 0)),
  )
  return Math.ceil((most * 1.05) / 120) * 120
}
