import { dayMs } from './calendar.ts'
import { demoTeams, type PersonKey, peopleWho, personOf, type TeamKey, teamKeys } from './people.ts'
import { idOf } from './random.ts'
import type { Rows } from './rows.ts'
import { demoRubrics, seenWords } from './rubrics.ts'

/** By place: the team's first, second and third agent; its coach. */
type Who = 0 | 1 | 2 | 'coach'
type DemoReview = {
  key: string
  daysAgo: number
  by: Who
  about: Exclude<Who, 'coach'>
  calibration?: boolean
  /** somebody decided in it: outside what is reviewed */
  decided?: boolean
  /** who saw which levels; `words`: their place among those of the language */
  seen: { by: Who; levels: (number | null)[]; words: number }[]
  reply?: 'thanks' | 'dispute'
}

/**
 * A season of readings, the same in each team: enough to tell something of the team, of nobody in particular. First
 * those that tests and pictures look for, since conversations to draw are few.
 */
const demoReviews: readonly DemoReview[] = [
  // one that its reader may not score the decision of
  { key: 'for-agent', daysAgo: 1, by: 0, about: 1, decided: true, seen: [] },
  {
    key: 'disputed',
    daysAgo: 24,
    by: 2,
    about: 0,
    seen: [{ by: 2, levels: [1, 2, 1], words: 4 }],
    reply: 'dispute',
  },
  {
    key: 'together',
    daysAgo: 8,
    by: 'coach',
    about: 1,
    calibration: true,
    seen: [
      { by: 'coach', levels: [2, 1, 2], words: 0 },
      { by: 0, levels: [2, 1, 1], words: 1 },
      { by: 2, levels: [2, 1, 1], words: 2 },
    ],
  },
  { key: 'for-coach', daysAgo: 2, by: 'coach', about: 0, seen: [] },
  {
    key: 'together-first',
    daysAgo: 40,
    by: 'coach',
    about: 0,
    calibration: true,
    seen: [
      { by: 'coach', levels: [1, 2, 2], words: 0 },
      { by: 1, levels: [0, 2, 2], words: 1 },
      { by: 2, levels: [1, 2, 1], words: 2 },
    ],
  },
  {
    key: 'together-second',
    daysAgo: 36,
    by: 'coach',
    about: 2,
    calibration: true,
    seen: [
      { by: 'coach', levels: [0, 0, 1], words: 2 },
      { by: 0, levels: [0, 1, 1], words: 1 },
      { by: 1, levels: [0, 0, 1], words: 0 },
    ],
  },
  {
    key: 'together-third',
    daysAgo: 21,
    by: 'coach',
    about: 1,
    calibration: true,
    seen: [
      { by: 'coach', levels: [2, 2, 0], words: 2 },
      { by: 0, levels: [2, 2, 0], words: 1 },
      { by: 2, levels: [2, 1, 0], words: 0 },
    ],
  },
  {
    key: 'together-begun',
    daysAgo: 2,
    by: 'coach',
    about: 2,
    calibration: true,
    seen: [{ by: 'coach', levels: [1, 2, 1], words: 2 }],
  },
  {
    key: 'thanked',
    daysAgo: 33,
    by: 1,
    about: 0,
    seen: [{ by: 1, levels: [2, 1, 1], words: 0 }],
    reply: 'thanks',
  },
  { key: 'order', daysAgo: 29, by: 'coach', about: 1, seen: [{ by: 'coach', levels: [2, 2, 1], words: 1 }] },
  {
    key: 'formula',
    daysAgo: 19,
    by: 0,
    about: 2,
    seen: [{ by: 0, levels: [1, 0, 2], words: 2 }],
    reply: 'thanks',
  },
  { key: 'ending', daysAgo: 15, by: 'coach', about: 2, seen: [{ by: 'coach', levels: [2, 1, 2], words: 3 }] },
  { key: 'warm', daysAgo: 11, by: 1, about: 2, seen: [{ by: 1, levels: [null, 2, 1], words: 5 }] },
]

/** What each team reads by, and what it read: drawn by the world's own chance among what could be drawn. */
export function writeReviews(rows: Rows, now: number): void {
  const decided = new Set(rows.decision.map((one) => one.contact_id))
  const spoken = Map.groupBy(
    rows.message.filter(({ kind }) => kind === 'customer' || kind === 'reply'),
    (one) => one.contact_id,
  )
  const taken = new Set<string>()
  for (const team of teamKeys) {
    const clientId = idOf('client', demoTeams[team].client)
    const personOfTeam = castOf(team)
    rows.review_rubric.push({
      client_id: clientId,
      team_id: idOf('team', team),
      version: 1,
      criteria: demoRubrics[team] as never,
      written_by: idOf('person', personOfTeam(0)),
      at: new Date(now - 60 * dayMs),
    })
    for (const review of demoReviews) {
      const about = personOfTeam(review.about)
      const drawnAt = now - review.daysAgo * dayMs
      const drawable = rows.contact.filter(
        (one) =>
          one.agent_id === idOf('person', about) &&
          one.team_id === idOf('team', team) &&
          one.state === 'closed' &&
          +new Date(one.closed_at as Date) < drawnAt &&
          decided.has(one.id!) === (review.decided ?? false) &&
          spoken.has(one.id!) &&
          !taken.has(one.id!),
      )
      // a word of thanks and its answer are soon read: rather one with more to it, where there is one
      const contact = drawable.find((one) => spoken.get(one.id!)!.length > 2) ?? drawable[0]
      if (!contact) continue
      taken.add(contact.id!)
      writeReview(rows, { review, team, contactId: contact.id!, drawnAt, personOfTeam })
    }
  }
}

type Place = {
  review: DemoReview
  team: TeamKey
  contactId: string
  drawnAt: number
  personOfTeam: (who: Who) => PersonKey
}

function writeReview(rows: Rows, { review, team, contactId, drawnAt, personOfTeam }: Place): void {
  const clientId = idOf('client', demoTeams[team].client)
  const id = idOf('review', `${team}-${review.key}`)
  const about = personOfTeam(review.about)
  rows.review_draw.push({
    client_id: clientId,
    id,
    team_id: idOf('team', team),
    contact_id: contactId,
    agent_id: idOf('person', about),
    drawn_by: idOf('person', personOfTeam(review.by)),
    version: 1,
    calibration: review.calibration ?? false,
    at: new Date(drawnAt),
  })
  for (const [nth, seen] of review.seen.entries()) {
    const reader = personOfTeam(seen.by)
    const { seen: alone, together } = seenWords[personOf(reader).language]
    rows.review_judgement.push({
      client_id: clientId,
      draw_id: id,
      reviewer_id: idOf('person', reader),
      levels: seen.levels as number[],
      words: (review.calibration ? together : alone)[seen.words]!,
      at: new Date(drawnAt + (nth + 1) * 1_500_000),
    })
  }
  if (!review.reply) return
  const { dispute, thanks } = seenWords[personOf(about).language]
  rows.review_reply.push({
    client_id: clientId,
    draw_id: id,
    reviewer_id: idOf('person', personOfTeam(review.by)),
    kind: review.reply === 'dispute' ? 'dispute' : 'reply',
    text: review.reply === 'dispute' ? dispute : thanks[review.about === 0 ? 0 : 1],
    at: new Date(drawnAt + 0.4 * dayMs),
  })
}

function castOf(team: TeamKey): (who: Who) => PersonKey {
  const agents = peopleWho('agent', { team })
  const [coach] = peopleWho('coach', { team })
  return (who) => (who === 'coach' ? coach! : agents[who]!)
}
