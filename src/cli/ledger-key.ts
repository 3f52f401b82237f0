import { parseArgs } from 'node:util'
import { listClients } from '../server/import/target.ts'
import { prepareNextKey, readLedgerKeys } from '../server/ledger/keys.ts'
import { rotateKey } from '../server/ledger/rotate.ts'
import { sealClient } from '../server/ledger/seal.ts'
import { withDatabase } from './database.ts'
import { CommandFailure } from './failure.ts'
import { sequenceWaiting } from './ledger.ts'
import { count } from './ledger-says.ts'

/**
 * `ledger rotate-key`: every client's ledger gets an entry in which the old key names the new, all of them or
 * none. Cut short at any moment, it is done by running it again.
 */
export async function runRotateKey(args: string[]): Promise<number> {
  parseArgs({ args, options: {} })
  return withDatabase(process.env, async (db, config) => {
    const keys = readLedgerKeys(config)
    if (!keys.own)
      throw new CommandFailure('There is no key yet: the server makes one when it starts for the first time.')
    const next = prepareNextKey(config)
    const clients = await listClients(db)
    const ids = clients.map(({ id }) => id)
    const rotated = await db.work(ids, async (work) => {
      let entries = 0
      for (const { id, name } of clients) {
        const outcome = await rotateKey(work, id, keys, next.key)
        if (outcome === 'other')
          throw new CommandFailure(
            `The ledger of ${name} is sealed with a key that this machine does not hold: run this where it is.`,
          )
        if (outcome === 'rotated') entries += 1
      }
      return entries
    })
    const after = readLedgerKeys(config)
    for (const id of ids) {
      await sequenceWaiting(db, id)
      await sealClient(db, id, after, config.publicUrl)
    }
    next.adopt()
    console.log(`${count(rotated, 'ledger')} named the new key. It is in ${next.file}.`)
    if (config.ledgerKey !== null)
      console.log(
        '  Now set CARTABIANCA_LEDGER_KEY to what is in that file, wherever it is set, and restart.',
      )
    return 0
  })
}
