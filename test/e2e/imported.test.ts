import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadMapping } from '../../src/cli/import.ts'
import type { MandateDocument } from '../../src/core/mandate/document.ts'
import { importFile } from '../../src/server/import/run.ts'
import { findTarget } from '../../src/server/import/target.ts'
import { verifyClientLedger } from '../../src/server/ledger/read.ts'
import { draftMandate } from '../../src/server/mandate/draft.ts'
import { Agent } from './agent.ts'
import { Customer } from './customer.ts'
import { textsOf } from './texts.ts'
import { openVisitors, signInAs, type Visitors } from './visitors.ts'
import { type Stage, startDemoServer } from './world.ts'

const root = join(import.meta.dirname, '..', '..')
const file = join(root, '..', 'shared', 'data', 'cfpb-complaints', 'cfpb_2023_sample_truncated.csv')
const texts = textsOf('en')

let stage: Stage
let visitors: Visitors
beforeAll(async () => {
  stage = await startDemoServer()
  visitors = await openVisitors(stage)
})
afterAll(async () => {
  await visitors?.close()
  await stage?.close()
})

// Real complaints, read where they lie and never copied into the project.
test.skipIf(!existsSync(file))(
  "a real consumer's words, imported, are helped, decided on and confirmed (needs ../shared/data/cfpb-complaints)",
  async () => {
    const { clientId, teamId } = await coverDollars()
    await importFile({
      db: stage.server.platform.db,
      target: await findTarget(stage.server.platform.db, 'nummo', 'Nummo Milan'),
      mapping: loadMapping(join(root, 'docs', 'import', 'cfpb-2023.mapping.json')),
      file,
      clock: () => stage.now(),
      report: () => undefined,
    })
    const { rows } = await stage.base.owner.query<{ id: string; name: string; text: string }>(
      `select ct.id, cu.name, m.text from contact ct
       join customer cu on cu.client_id = ct.client_id and cu.id = ct.customer_id
       join message m on m.client_id = ct.client_id and m.contact_id = ct.id and m.kind = 'customer'
       where ct.channel = 'import' and ct.state = 'waiting' and ct.team_id = $1 and length(m.text) > 300
       order by ct.id limit 1`,
      [teamId],
    )
    const matter = rows[0]!

    const page = await visitors.visit({ language: 'en' })
    await signInAs(page, stage, 'agentNummoMilan2', 'en')
    const agent = new Agent(page, texts, 'mouse')
    await page.goto(`/desk/${matter.id}`)
    await agent.thread.getByText(matter.text.slice(0, 60)).first().waitFor()
    await agent.press('t', 'desk.take', agent.talk)
    await agent.composer(matter.name).waitFor()

    // Imported customers have no address: without one nobody could answer from the private link.
    await agent.button('desk.add_email', agent.may).click()
    await agent.may.getByLabel(texts.t('desk.email')).fill('consumer@example.org')
    await agent.button('desk.keep_email', agent.may).click()
    await agent.may.getByText('consumer@example.org').waitFor()

    await agent.reply(matter.name, 'I have read all of it, and I put it right today.')
    const [question] = await agent.doubts.getByRole('listitem').getByRole('paragraph').allInnerTexts()
    await agent.answer(question!, 'Corrected by Friday; you will see it on your next report.')
    const form = await agent.openPower('goodwill_credit', '3')
    await form.getByLabel(texts.t('power.how_much')).fill('12.50')
    await agent.button('power.decide', form).click()
    await agent.may.getByText(texts.t('desk.made'), { exact: true }).waitFor()
    await agent.proposeClosure()

    const customer = new Customer(await visitors.visit({ language: 'en', javaScript: false }), texts)
    customer.link = await linkMailedTo('consumer@example.org')
    await customer.look()
    await customer.judge(question!, true)
    await customer.rate(5, 7, 'Somebody read it.')
    await customer.sendAnswer('clear')

    const ended = await stage.base.owner.query(`select state, closure from contact where id = $1`, [
      matter.id,
    ])
    expect(ended.rows).toEqual([{ state: 'closed', closure: 'confirmed' }])
    await stage.server.sweep()
    expect(await verifyClientLedger(stage.server.platform.db, clientId)).toMatchObject({ fault: null })
    expect(visitors.troubles).toEqual([])
  },
  120_000,
)

/** The client also serves dollars from now on, and a mandate signed by both covers them. */
async function coverDollars(): Promise<{ clientId: string; teamId: string }> {
  const { owner } = stage.base
  const { rows } = await owner.query<{ client_id: string; id: string; document: MandateDocument }>(
    `select t.client_id, t.id, m.document from team t
     join mandate m on m.client_id = t.client_id and m.id = mandate_in_force(t.client_id, t.id, $1)
     where t.name = 'Nummo Milan'`,
    [stage.now()],
  )
  const { client_id: clientId, id: teamId, document } = rows[0]!
  await owner.query(`update client set currencies = currencies || '{USD}' where id = $1`, [clientId])
  const inDollars = structuredClone(document)
  for (const power of inDollars.powers)
    for (const limit of power.limits)
      for (const { bounds } of [limit, limit.levels?.trainee, limit.levels?.senior].filter(
        (has) => has !== undefined,
      ))
        if (bounds.EUR) bounds.USD = bounds.EUR
  const people = await owner.query<{ id: string }>(
    `select p.id from person p join assignment a on a.person_id = p.id
     where a.role = 'administrator' or a.client_id = $1 order by a.role`,
    [clientId],
  )
  const [administrator, representative] = people.rows as [{ id: string }, { id: string }]
  const mandateId = await stage.server.platform.db.work([clientId], (work) =>
    draftMandate(work, { personId: administrator.id, clientIds: [clientId] } as never, {
      clientId,
      teamIds: [teamId],
      from: undefined,
      document: inDollars,
    }),
  )
  for (const [side, { id }] of [
    ['operator', administrator],
    ['client', representative],
  ] as const)
    await owner.query(
      `insert into mandate_signature (client_id, mandate_id, side, person_id, method, hash, at)
       select client_id, id, $2, $3, 'demo', hash, $4 from mandate where id = $1`,
      [mandateId, side, id, stage.now()],
    )
  return { clientId, teamId }
}

async function linkMailedTo(address: string): Promise<string> {
  const { rows } = await stage.base.owner.query<{ text: string }>(
    `select text from mail where to_address = $1 and kind = 'closure' order by created_at desc limit 1`,
    [address],
  )
  const link = /https?:\/\/\S+\/c\/\S+/.exec(rows[0]!.text)![0]
  return new URL(link).pathname
}
