import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Client } from '../../contract/organisation.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { refuseDuplicate } from '../platform/refuse-duplicate.ts'
import { type ClientRow, findClient } from './store.ts'

type ClientFields = Omit<Client, 'id' | 'slug'>

/** @param id chosen by the caller, whose transaction may touch that client already @throws Problem already_exists */
export async function createClient(
  { tx, now }: Work,
  id: string,
  input: ClientFields & { slug: string },
): Promise<ClientRow> {
  await tx
    .insertInto('client')
    .values({
      id,
      slug: input.slug,
      name: input.name,
      languages: input.languages,
      currencies: input.currencies,
      touchpoints: input.touchpoints,
      closing_days: input.closingDays,
      fulfilment_url: input.fulfilmentUrl,
      fulfilment_secret: input.fulfilmentUrl ? makeWebhookSecret() : null,
      created_at: now,
    })
    .execute()
    .catch(refuseDuplicate)
  return found(await findClient(tx, id))
}

/** Changes a client. Decisions that waited for an address to be carried out at set off when there is one. */
export async function changeClient(
  work: Work,
  clientId: string,
  change: Partial<ClientFields>,
): Promise<ClientRow> {
  const { tx } = work
  const before = found(
    await tx
      .selectFrom('client')
      .select(['fulfilment_url', 'fulfilment_secret'])
      .where('id', '=', clientId)
      .forUpdate()
      .executeTakeFirst(),
  )
  const fields = {
    ...(change.name !== undefined ? { name: change.name } : {}),
    ...(change.languages ? { languages: change.languages } : {}),
    ...(change.currencies ? { currencies: change.currencies } : {}),
    ...(change.touchpoints ? { touchpoints: change.touchpoints } : {}),
    ...(change.closingDays !== undefined ? { closing_days: change.closingDays } : {}),
    ...(change.fulfilmentUrl !== undefined ? { fulfilment_url: change.fulfilmentUrl } : {}),
    ...(change.fulfilmentUrl && !before.fulfilment_secret ? { fulfilment_secret: makeWebhookSecret() } : {}),
  }
  if (Object.keys(fields).length > 0)
    await tx.updateTable('client').set(fields).where('id', '=', clientId).execute()
  if (change.fulfilmentUrl && !before.fulfilment_url) {
    await sql`
      select enqueue_job('decision.fulfil', json_build_object('clientId', client_id, 'decisionId', decision_id))
      from fulfilment where client_id = ${clientId} and state = 'queued'`.execute(tx)
    work.wakeJobs()
  }
  return found(await findClient(tx, clientId))
}

/** Long enough for the client's people to set the new one on a working day. */
const bothSecretsMs = 24 * 3_600_000

/** A new webhook secret. The one before signs beside it for a day. @throws Problem no_fulfilment_address */
export async function changeSecret({ tx, now }: Work, clientId: string): Promise<void> {
  const before = found(
    await tx
      .selectFrom('client')
      .select(['fulfilment_url', 'fulfilment_secret'])
      .where('id', '=', clientId)
      .forUpdate()
      .executeTakeFirst(),
  )
  if (!before.fulfilment_url && !before.fulfilment_secret) throw new Problem('no_fulfilment_address')
  await tx
    .updateTable('client')
    .set({
      fulfilment_secret: makeWebhookSecret(),
      fulfilment_secret_before: before.fulfilment_secret,
      fulfilment_secret_before_until: new Date(now.getTime() + bothSecretsMs),
    })
    .where('id', '=', clientId)
    .execute()
}

/** As standardwebhooks.com writes secrets: 24 to 64 random bytes in base64 behind a prefix. */
function makeWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
