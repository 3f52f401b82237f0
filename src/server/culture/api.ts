import type { cultureRoutes, ReportedBreach } from '../../contract/culture.ts'
import { holdsPermission } from '../../core/person/permissions.ts'
import { pledgeVersion } from '../../core/pledge/text.ts'
import { answerBreach, nameReporter } from '../breach/answer.ts'
import { listConcerned, reportBreach } from '../breach/report.ts'
import { isReporter } from '../breach/secret.ts'
import {
  countReports,
  findReport,
  listAnswered,
  listReports,
  listToAnswer,
  type ReportRow,
} from '../breach/store.ts'
import { countGuarantees } from '../guarantee/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { signPledge } from '../pledge/sign.ts'
import { listPledges } from '../pledge/store.ts'

/** Own reports shown at most. */
const mostMine = 200

export function cultureApi({ db, config }: Platform): Handlers<typeof cultureRoutes> {
  const { secret } = config
  const mine = (row: ReportRow, actor: Actor) => isReporter(secret, row.id, actor.personId, row.tag)
  return {
    'culture.show': ({ actor }) =>
      db.work(actor.clientIds, async (work) => {
        const people = (await listPledges(work, actor)).map(({ signedAt, ...person }) => ({
          ...person,
          signedAt: signedAt?.toISOString() ?? null,
        }))
        const told = new Map((await countReports(work)).map((row) => [row.client_id, row]))
        return {
          version: pledgeVersion,
          mine: holdsPermission(actor.roles, 'pledge.sign')
            ? { signedAt: people.find(({ personId }) => personId === actor.personId)?.signedAt ?? null }
            : null,
          people,
          clients: (await countGuarantees(work)).map((row) => ({
            clientId: row.client_id,
            clientName: row.client_name,
            given: row.given,
            honoured: row.given - row.reported,
            refused: row.refused,
            answered: told.get(row.client_id)?.answered ?? 0,
            putRight: told.get(row.client_id)?.put_right ?? 0,
          })),
        }
      }),
    'pledge.sign': ({ actor, body }) =>
      db.work(actor.clientIds, async (work) => {
        await signPledge(work, actor, body)
        return undefined
      }),
    'breach.listConcerned': ({ actor }) =>
      db.work(actor.clientIds, async (work) => ({
        items: (await listConcerned(work, actor)).map(({ personId, name, role }) => ({
          personId,
          name,
          role,
        })),
      })),
    'breach.report': ({ actor, body }) =>
      db.work(actor.clientIds, async (work) => {
        const id = await reportBreach(work, actor, secret, body)
        return presentMine(found(await findReport(work, id)))
      }),
    'breach.listMine': ({ actor }) =>
      db.work(actor.clientIds, async (work) => ({
        items: (await listReports(work))
          .filter((row) => mine(row, actor))
          .slice(0, mostMine)
          .map(presentMine),
      })),
    'breach.name': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) =>
        presentMine(await nameReporter(work, actor, secret, { ...params, ...body })),
      ),
    'breach.listToAnswer': ({ actor }) =>
      db.work(actor.clientIds, async (work) => ({
        items: (await listToAnswer(work, actor)).filter((row) => !mine(row, actor)).map(presentToAnswer),
      })),
    'breach.answer': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) => {
        await answerBreach(work, actor, secret, { ...params, ...body })
        return presentToAnswer(found(await findReport(work, params.breachId)))
      }),
    'breach.listAnswered': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) => {
        const key = readCursor(query.cursor, 2)
        const rows = await listAnswered(work, {
          ...(key ? { beforeAt: cursorInstant(key[0]), beforeId: cursorId(key[1]) } : {}),
          limit: query.limit + 1,
        })
        return pageFrom(
          rows,
          query.limit,
          (row) => [row.answered_at.toISOString(), row.id],
          (row) => ({
            ...present(row),
            aboutMe: row.concerned_id === actor.personId,
            mine: mine(row, actor),
          }),
        )
      }),
  }
}

/** What all may know. */
function present(row: ReportRow): ReportedBreach {
  const { outcome, answer_words: words, answered_at: at } = row
  return {
    id: row.id,
    clientName: row.client_name,
    kind: row.kind,
    day: row.at.toISOString().slice(0, 10),
    concernedName: null,
    words: null,
    reporterName: null,
    goesTo: null,
    mine: false,
    named: false,
    aboutMe: false,
    answer: outcome && words && at ? { outcome, words, day: at.toISOString().slice(0, 10) } : null,
  }
}

function presentMine(row: ReportRow): ReportedBreach {
  return {
    ...present(row),
    concernedName: row.concerned_name,
    words: row.words,
    goesTo: row.goes_to,
    mine: true,
    named: row.named_id !== null,
  }
}

function presentToAnswer(row: ReportRow): ReportedBreach {
  return {
    ...present(row),
    concernedName: row.concerned_name,
    words: row.words,
    goesTo: row.goes_to,
    reporterName: row.named_name,
  }
}
