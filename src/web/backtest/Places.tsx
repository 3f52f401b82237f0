import { useTranslation } from 'react-i18next'
import type { Slice } from '../../core/backtest/summary.ts'
import { askedIn, atOnce } from '../../core/backtest/trial.ts'
import { powerKinds } from '../../core/mandate/document.ts'
import { type Column, Table } from '../ui/Table.tsx'
import type { Answer, PastShape } from './answers.ts'
import styles from './Backtest.module.css'
import { Figure } from './Figure.tsx'
import { useBacktestWords, useTeamNames } from './use-words.ts'

type PlacesProps = {
  past: PastShape
  answer: Answer
  clientId: string
  tables: boolean
  onTables: () => void
}
type Place = { key: number; name: string; slice: Slice; before: Slice | undefined }

/** Where the asks came from: by team, by touchpoint, by power. */
export function Places({ past, answer, tables, onTables }: PlacesProps) {
  const { t } = useTranslation()
  const { touchpoint } = useBacktestWords()
  const teamName = useTeamNames()
  const { summary } = answer.draft
  const other = answer.inForce?.summary
  const groups = [
    {
      kind: 'team' as const,
      title: t('backtest.by_team'),
      places: placesOf(summary.byTeam, other?.byTeam, (i) => teamName(past.teamIds[i]!)),
    },
    {
      kind: 'touchpoint' as const,
      title: t('backtest.by_touchpoint'),
      places: placesOf(summary.byTouchpoint, other?.byTouchpoint, (i) =>
        touchpoint(summary.touchpoints[i] ?? null),
      ),
    },
    {
      kind: 'power' as const,
      title: t('backtest.by_power'),
      places: placesOf(summary.byPower, other?.byPower, (i) => t(`power.${powerKinds[i]!}`)),
    },
  ]
  return groups
    .filter(({ places }) => places.length > 0)
    .map(({ kind, title, places }) => (
      <Figure
        key={kind}
        title={title}
        tables={tables}
        onTables={onTables}
        chart={<Bars places={places} currencies={past.currencies} label={title} />}
        table={<PlaceTable kind={kind} title={title} places={places} currencies={past.currencies} />}
      />
    ))
}

function placesOf(slices: Slice[], before: Slice[] | undefined, nameOf: (i: number) => string): Place[] {
  return slices
    .map((slice, i) => ({ key: i, name: nameOf(i), slice, before: before?.[i] }))
    .filter(({ slice }) => askedIn(slice) > 0)
    .sort((a, b) => askedIn(b.slice) - askedIn(a.slice))
}

/** As long as its asks; filled as far as the draft decides at once, with a mark where the version in force stops. */
function Bars({ places, currencies, label }: { places: Place[]; currencies: string[]; label: string }) {
  const { t } = useTranslation()
  const { number, cost } = useBacktestWords()
  const most = Math.max(...places.map(({ slice }) => askedIn(slice)))
  const part = (value: number) => `${(100 * value) / most}%`
  return (
    <ul className={styles.bars} aria-label={label}>
      {places.map(({ key, name, slice, before }) => (
        <li key={key} className={styles.bar}>
          <span className={styles.barName}>{name}</span>
          <span className={styles.barSaid}>
            {t('backtest.n_of', { n: number(atOnce(slice)), of: number(askedIn(slice)) })}
            <span className={styles.soft}>{cost(slice.cost, currencies)}</span>
          </span>
          <span className={styles.track} style={{ inlineSize: part(askedIn(slice)) }} aria-hidden="true">
            <span
              className={styles.fill}
              style={{ inlineSize: `${(100 * atOnce(slice)) / askedIn(slice)}%` }}
            />
            {before && (
              <span
                className={styles.notch}
                style={{ insetInlineStart: `${(100 * atOnce(before)) / askedIn(slice)}%` }}
              />
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

type PlaceTableProps = {
  kind: 'team' | 'touchpoint' | 'power'
  title: string
  places: Place[]
  currencies: string[]
}

function PlaceTable({ kind, title, places, currencies }: PlaceTableProps) {
  const { t } = useTranslation()
  const { number, cost } = useBacktestWords()
  const column = (key: string, header: string, cell: (place: Place) => string): Column<Place> => ({
    ...{ key, header, cell, numeric: true },
  })
  const compared = places.some(({ before }) => before)
  return (
    <Table
      caption={title}
      hideCaption
      rows={places}
      rowKey={({ key }) => String(key)}
      columns={[
        { key: 'name', header: t(`backtest.${kind}`), cell: ({ name }) => name },
        column('asks', t('backtest.asks'), ({ slice }) => number(askedIn(slice))),
        column('draft', t('backtest.at_once'), ({ slice }) => number(atOnce(slice))),
        column('cost', t('backtest.cost'), ({ slice }) => cost(slice.cost, currencies)),
        ...(compared
          ? [
              column('before', t('backtest.at_once_in_force'), ({ before }) => number(atOnce(before!))),
              column('beforeCost', t('backtest.cost_in_force'), ({ before }) =>
                cost(before!.cost, currencies),
              ),
            ]
          : []),
      ]}
    />
  )
}
