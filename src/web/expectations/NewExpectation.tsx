import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useAct, useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { SelectField } from '../ui/fields.tsx'
import { useNow } from '../ui/now.ts'
import { Page, Rule } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import styles from './Expectations.module.css'
import { WordingForm } from './WordingForm.tsx'

type Team = ResultOf<'expectation.people'>['items'][number]
type Pair = {
  key: string
  label: string
  teamId: string
  bearerId: string | null
  counterpartId: string
  runs: 'down' | 'up'
}

const ranks = { agent: 0, coach: 1, manager: 2 } as const

/** A result proposed: first between whom, then what. */
export function NewExpectation() {
  const { t } = useTranslation()
  const { person } = useSession()
  const navigate = useNavigate()
  const now = useNow()
  const people = useRead('expectation.people')
  const create = useAct('expectation.create')
  const [chosen, setChosen] = useState('')
  const pairsOf = usePairs()
  if (!people.data) return <Loading of={people} />
  const pairs = people.data.items.flatMap(pairsOf)
  const pair = pairs.find(({ key }) => key === chosen) ?? pairs[0]
  return (
    <Page
      title={t('expectations.new')}
      sentence={t('expectations.new_sentence')}
      lead={t('expectations.new_lead')}
    >
      {pair ? (
        <div className={styles.form}>
          <SelectField
            label={t('expectations.whose')}
            options={pairs.map(({ key, label }) => ({ value: key, label }))}
            value={pair.key}
            onChange={setChosen}
          />
          <Rule />
          <WordingForm
            key={pair.runs}
            name={`expectation.new.${pair.runs}`}
            start={{
              result: '',
              measure: pair.runs === 'down' ? 'confirmed_closures' : 'support_in_time',
              measureWords: '',
              aim: '85',
              fromDate: dayAfter(now, 0, person.timeZone),
              reviewDate: dayAfter(now, 91, person.timeZone),
              goalId: '',
            }}
            runs={pair.runs}
            problem={create.problem}
            busy={create.busy}
            act={t('expectations.propose_do')}
            onSend={({ ...wording }, drop) =>
              create.run(
                {
                  body: {
                    teamId: pair.teamId,
                    bearerId: pair.bearerId,
                    counterpartId: pair.counterpartId,
                    ...wording,
                  },
                },
                ({ id }) => {
                  drop()
                  navigate({ to: '/expectations/$expectationId', params: { expectationId: id } })
                },
              )
            }
          />
        </div>
      ) : (
        <EmptyState title={t('expectations.nobody_title')}>
          <p>{t('expectations.nobody')}</p>
        </EmptyState>
      )}
    </Page>
  )
}

/** Every pair of a team that I am one of: I answer to them, they answer to me, or they owe it to me. */
function usePairs(): (team: Team) => Pair[] {
  const { t } = useTranslation()
  return (team) => {
    const mine = team.people.filter(({ me }) => me)
    const myRank = Math.max(...mine.map(({ role }) => ranks[role]), -1)
    const me = mine[0]
    if (!me) return []
    const pairs: Pair[] = []
    const place = { team: team.teamName }
    for (const other of team.people) {
      if (other.me || ranks[other.role] === myRank) continue
      const names = { ...place, name: other.name }
      const below = ranks[other.role] < myRank
      pairs.push(
        {
          key: `${team.teamId}:i:${other.id}`,
          label: t(below ? 'expectations.i_owe_below' : 'expectations.i_answer_to', names),
          teamId: team.teamId,
          bearerId: me.id,
          counterpartId: other.id,
          runs: below ? 'up' : 'down',
        },
        {
          key: `${team.teamId}:they:${other.id}`,
          label: t(below ? 'expectations.answers_to_me' : 'expectations.owes_me', names),
          teamId: team.teamId,
          bearerId: other.id,
          counterpartId: me.id,
          runs: below ? 'down' : 'up',
        },
      )
    }
    if (team.forTeam && myRank > 0)
      pairs.push({
        key: `${team.teamId}:team`,
        label: t('expectations.team_answers_to_me', place),
        teamId: team.teamId,
        bearerId: null,
        counterpartId: me.id,
        runs: 'down',
      })
    return pairs
  }
}

/** The calendar date some days from now, in a zone, as YYYY-MM-DD. */
function dayAfter(now: string, days: number, timeZone: string): string {
  const at = new Date(Date.parse(now) + days * 86_400_000)
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at)
}
