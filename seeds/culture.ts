import type { BreachKind, BreachOutcome } from '../src/core/breach/above.ts'
import { pledgeHashes, pledgeVersion } from '../src/core/pledge/text.ts'
import { sha256 } from '../src/server/ledger/record.ts'
import { dayMs } from './calendar.ts'
import {
  type ClientKey,
  demoClients,
  demoTeams,
  type PersonKey,
  personKeys,
  personOf,
  type SiteKey,
  teamKeys,
} from './people.ts'
import { idOf } from './random.ts'
import type { Rows, TimedFact } from './rows.ts'

/** Who has not signed yet, so that the page has something to say. */
const unsigned: readonly PersonKey[] = ['coachAlbamareMilan', 'managerMilan']

type Told = {
  about: PersonKey
  client: ClientKey
  site: SiteKey
  kind: BreachKind
  words: string
  days: number
  goesTo: 'manager' | 'administrator'
  answer?: { by: PersonKey; outcome: BreachOutcome; words: string; days: number }
}

/** In the words of those who told it, each in their language; who they are, nobody can say. */
const told: readonly Told[] = [
  {
    about: 'coachNummoLecce',
    client: 'nummo',
    site: 'lecce',
    kind: 'blamed',
    words: 'In riunione ha detto davanti a tutti che certi rimborsi «si potevano evitare».',
    days: 47,
    goesTo: 'manager',
    answer: {
      by: 'managerLecce',
      outcome: 'put_right',
      words:
        'Ne abbiamo parlato in due, e alla riunione dopo chi l’aveva detto l’ha ritirato davanti a tutti.',
      days: 45,
    },
  },
  {
    about: 'managerTunis',
    client: 'albamare',
    site: 'tunis',
    kind: 'held_back',
    words: 'On nous a demandé de « passer la voir » avant chaque surclassement.',
    days: 31,
    goesTo: 'administrator',
    answer: {
      by: 'administrator',
      outcome: 'put_right',
      words: 'La consigne n’existe plus : dans le mandat, personne ne passe voir personne.',
      days: 29,
    },
  },
  {
    about: 'coachNummoTunis',
    client: 'nummo',
    site: 'tunis',
    kind: 'scored',
    words: 'قيل لي إن نقاط الجودة نزلت بسبب رسوم أعدتها لعميل.',
    days: 24,
    goesTo: 'manager',
    answer: {
      by: 'managerTunis',
      outcome: 'not_a_breach',
      words: 'نظرنا في التقييم معًا: كان عن لهجة الرسالة، والقرار لم يُمس. أُزيلت النقطة الملتبسة على كل حال.',
      days: 22,
    },
  },
  {
    about: 'coachNummoTunis',
    client: 'nummo',
    site: 'tunis',
    kind: 'threatened',
    words: 'On m’a dit qu’avec « autant de gestes » mon planning d’été pourrait changer.',
    days: 2,
    goesTo: 'manager',
  },
  {
    about: 'managerLecce',
    client: 'nummo',
    site: 'lecce',
    kind: 'held_back',
    words: 'Prima di ogni rimborso sopra i trenta euro vuole una telefonata.',
    days: 3,
    goesTo: 'administrator',
  },
]

/** Pledges, and breaches that were told of. */
export function writeCulture(rows: Rows, facts: TimedFact[], now: number): void {
  const signers = personKeys.filter((key) =>
    ['coach', 'manager', 'administrator', 'sponsor'].includes(personOf(key).role),
  )
  for (const [nth, key] of signers.filter((one) => !unsigned.includes(one)).entries()) {
    const { language, name } = personOf(key)
    const at = now - (70 - nth) * dayMs
    const id = idOf('pledge', key)
    const hash = pledgeHashes[pledgeVersion][language]
    rows.pledge.push({
      id,
      person_id: idOf('person', key),
      version: pledgeVersion,
      language,
      hash,
      signed_name: name,
      at: new Date(at),
    })
    for (const client of clientsOf(key))
      facts.push({
        at,
        decision: null,
        fact: {
          clientId: idOf('client', client),
          kind: 'pledge.signed',
          actor: idOf('person', key),
          facts: { pledge: id, version: pledgeVersion, language, text_hash: hash },
          texts: { name },
        },
      })
  }
  for (const [nth, one] of told.entries()) writeTold(rows, facts, one, nth, now)
}

function writeTold(rows: Rows, facts: TimedFact[], one: Told, nth: number, now: number): void {
  const id = idOf('breach told', nth)
  const day = new Date(Math.floor((now - one.days * dayMs) / dayMs) * dayMs)
  const place = { client_id: idOf('client', one.client), breach_id: id }
  rows.breach.push({
    client_id: place.client_id,
    id,
    kind: 'reported',
    place: 'outside',
    tried: 'told',
    reason: one.kind,
    how: 'told',
    team_id: null,
    about_id: null,
    author_id: idOf('person', one.about),
    decision_id: null,
    seen_from: one.goesTo,
    at: day,
  })
  rows.breach_report.push({ ...place, site_id: idOf('site', one.site), words: one.words, named_id: null })
  rows.breach_reporter.push({ ...place, tag: sha256(`demo ${id}`) })
  if (!one.answer) return
  const { by, outcome, words, days } = one.answer
  const at = now - days * dayMs
  rows.breach_answer.push({ ...place, outcome, words, answered_by: idOf('person', by), at: new Date(at) })
  facts.push({
    at,
    decision: null,
    fact: {
      clientId: place.client_id,
      kind: 'breach.answered',
      actor: idOf('person', by),
      facts: {
        breach: id,
        told_as: one.kind,
        told_on: day.toISOString().slice(0, 10),
        concerned: idOf('person', one.about),
        level: one.goesTo,
        outcome,
      },
      texts: { words },
    },
  })
}

/** The clients whose people somebody stands above. */
function clientsOf(key: PersonKey): ClientKey[] {
  const { team, site } = personOf(key)
  const keys = Object.keys(demoClients) as ClientKey[]
  return keys.filter((client) =>
    team
      ? demoTeams[team].client === client
      : !site || teamKeys.some((one) => demoTeams[one].client === client && demoTeams[one].site === site),
  )
}
