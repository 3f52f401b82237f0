import type { Home } from '../../contract/home.ts'
import { holdsPermission } from '../../core/person/permissions.ts'
import { pledgeVersion } from '../../core/pledge/text.ts'
import { isReporter } from '../breach/secret.ts'
import { listToAnswer } from '../breach/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'

/** What the guarantee asks of this reader. */
export async function cultureHome(work: Work, actor: Actor, secret: string): Promise<Home['culture']> {
  const toAnswer = holdsPermission(actor.roles, 'breach.answer')
    ? (await listToAnswer(work, actor)).filter((row) => !isReporter(secret, row.id, actor.personId, row.tag))
        .length
    : 0
  if (!holdsPermission(actor.roles, 'pledge.sign')) return { toAnswer, pledgeDue: false }
  const signed = await work.tx
    .selectFrom('pledge')
    .select('id')
    .where('person_id', '=', actor.personId)
    .where('version', '=', pledgeVersion)
    .executeTakeFirst()
  return { toAnswer, pledgeDue: !signed }
}
