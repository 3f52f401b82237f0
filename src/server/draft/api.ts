import type { DraftDetail, draftRoutes } from '../../contract/draft.ts'
import { draftDocument } from '../../contract/draft-document.ts'
import { checkDocument } from '../../contract/mandate-faults.ts'
import { showMandate } from '../mandate/show.ts'
import type { Work } from '../platform/db.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { createDraft } from './create.ts'
import { discardDraft, saveDraft } from './save.ts'
import { findDraft, findReplaced, listDrafts, presentDraftLine } from './store.ts'
import { submitDraft } from './submit.ts'

export function draftApi({ db }: Platform): Handlers<typeof draftRoutes> {
  return {
    'draft.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) => {
        const before = readCursor(query.cursor, 2)
        const rows = await listDrafts(work, {
          clientId: query.clientId,
          beforeAt: before ? cursorInstant(before[0]) : undefined,
          beforeId: before ? cursorId(before[1]) : undefined,
          limit: query.limit + 1,
        })
        return pageFrom(rows, query.limit, (row) => [row.created_at.toISOString(), row.id], presentDraftLine)
      }),
    'draft.show': ({ actor, params }) => db.work(actor.clientIds, (work) => showDraft(work, params.draftId)),
    'draft.create': ({ actor, body }) =>
      db.work(actor.clientIds, async (work) => showDraft(work, await createDraft(work, actor, body))),
    'draft.save': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) => {
        await saveDraft(work, actor, { params, query: undefined, body })
        return showDraft(work, params.draftId)
      }),
    'draft.discard': ({ actor, params, query }) =>
      db.work(actor.clientIds, async (work) => {
        await discardDraft(work, params.draftId, query.revision)
        return undefined
      }),
    'draft.submit': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) =>
        showMandate(work, actor, await submitDraft(work, actor, { ...params, ...body })),
      ),
    'draft.check': async ({ body: { document } }) => ({
      faults: checkDocument(document).faults,
      draftable: draftDocument.safeParse(document).success,
    }),
  }
}

async function showDraft(work: Work, draftId: string): Promise<DraftDetail> {
  const row = found(await findDraft(work, draftId))
  return {
    ...presentDraftLine(row),
    document: row.document,
    inForce: await findReplaced(work, draftId),
  }
}
