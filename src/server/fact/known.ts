import type { z } from 'zod'
import type { factRoutes } from '../../contract/fact.ts'
import { factsOf } from '../../core/mandate/evaluate.ts'
import { listTellable } from '../../core/mandate/tell.ts'
import { findContactForAgent } from '../decision/store.ts'
import { findMandateInForce } from '../mandate/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found } from '../platform/problem.ts'
import { listTold } from './store.ts'

/** What is known of a matter and its customer because somebody told it, and what may be told of it. */
export async function readFactsOf(
  work: Work,
  actor: Actor,
  contactId: string,
): Promise<z.output<(typeof factRoutes)['fact.list']['returns']>> {
  const contact = found(await findContactForAgent(work.tx, contactId, actor.teamIds))
  const { client_id: clientId, customer_id: customerId } = contact
  const mandate = await findMandateInForce(work.tx, clientId, contact.team_id, work.now)
  const asked = mandate ? factsOf(mandate.document, mandate.overlays) : []
  return {
    items: await listTold(work, actor, { clientId, customerId, contactId }),
    tellable: mandate
      ? listTellable(mandate.document.facts ?? []).map((fact) => ({
          ...fact,
          asked: asked.includes(fact.name),
        }))
      : [],
  }
}
