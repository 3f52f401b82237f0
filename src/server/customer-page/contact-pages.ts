import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { languages } from '../../contract/route.ts'
import { hearDoubt, hearMessage, hearReturn, hearVerdicts } from '../contact/hear.ts'
import { type DoubtRow, loadContact } from '../contact/load.ts'
import { listEvents, listMessages } from '../contact/store.ts'
import { makeReceipt } from '../ledger/receipt.ts'
import type { Platform } from '../platform/platform.ts'
import { found, Problem } from '../platform/problem.ts'
import { hearThanks, thanksOf } from '../recognition/thanks.ts'
import { blankClosing, type ClosingForm, closingFaults, readClosingForm, verdictsOf } from './closing-form.ts'
import { type Conversation, renderConversation, type Said, saidCodes, type Typed } from './conversation.ts'
import { type Faults, type Posted, readAll, readLine, readProse } from './fields.ts'
import { askedLanguage, sendPage } from './layout.ts'
import type { TooMany } from './pages.ts'
import { findClientBySlug, findLinkedContact, listToldDecisions, type OpenClient } from './store.ts'
import { type Words, wordsFor } from './words.ts'

type LinkRequest = {
  Params: { slug: string; token: string }
  Querystring: Record<string, unknown>
  Body: Posted | undefined
}
type ReceiptRequest = { Params: { slug: string; token: string; file: string } }
type Asked = { client: OpenClient; contactId: string; conversation: Conversation; words: Words }

const nothingTyped: Typed = {
  closing: blankClosing,
  message: '',
  question: '',
  returning: { doubtIds: [], words: '' },
}
const longest = { message: 20_000, question: 300, thanks: 1000 }

/** A contact behind its private link, and what the customer can do with it. */
export function contactPages(pages: FastifyInstance, platform: Platform, tooMany: TooMany): void {
  const { db, config, clock } = platform

  const load = async (request: FastifyRequest<LinkRequest>): Promise<Asked> => {
    const client = found(await findClientBySlug(db, request.params.slug))
    const contactId = found(await findLinkedContact(db, client, request.params.token))
    const conversation = await db.work([client.id], async (work) => {
      const contact = found(await loadContact(work, contactId, false))
      return {
        contact,
        messages: (await listMessages(work, contact.row)).filter(({ kind }) => kind !== 'note'),
        decisions: await listToldDecisions(work, client.id, contactId),
        events: await listEvents(work, contact.row, null),
        thanks: await thanksOf(work, contactId),
      }
    })
    const { row } = conversation.contact
    const language = askedLanguage(request.query.lang, languages) ?? row.language
    return { client, contactId, conversation, words: wordsFor(language, clock(), row.time_zone) }
  }

  const send = (
    request: FastifyRequest<LinkRequest>,
    reply: FastifyReply,
    { client, conversation, words }: Asked,
    shown: { status: number; said?: Said | null; typed?: Partial<Typed>; faults?: Faults },
  ) => {
    const { slug, token } = request.params
    const { row } = conversation.contact
    const path = `/c/${slug}/${token}`
    const faults = shown.faults ?? {}
    const said = shown.said ?? null
    const title = `${row.subject} · ${client.name}`
    return sendPage(reply, shown.status, {
      words,
      title: Object.keys(faults).length > 0 ? words.t('customer_page.title_fault', { title }) : title,
      client: client.name,
      languages: { offered: [...new Set([...client.languages, row.language])], path },
      body: renderConversation({
        words,
        conversation,
        receiptOf: (decisionId) => `${path}/receipt/${decisionId}.json`,
        actionTo: (name) => `${path}/${name}${languageQuery(words, row.language, '?')}`,
        said,
        keep: said === 'opened' && row.customer_email === null ? `${config.publicUrl}${path}` : null,
        typed: { ...nothingTyped, ...shown.typed },
        faults,
      }),
    })
  }

  const back = (request: FastifyRequest<LinkRequest>, reply: FastifyReply, asked: Asked, said: Said) => {
    const { slug, token } = request.params
    const language = languageQuery(asked.words, asked.conversation.contact.row.language, '&')
    return reply.redirect(`/c/${slug}/${token}?said=${said}${language}`, 303)
  }

  pages.get<LinkRequest>('/c/:slug/:token', async (request, reply) => {
    const said = saidCodes.find((code) => code === request.query.said) ?? null
    return send(request, reply, await load(request), { status: 200, said })
  })

  /** What proves a decision to the customer; the page that checks it is /verify. */
  pages.get<ReceiptRequest>('/c/:slug/:token/receipt/:file', async (request, reply) => {
    const { slug, token, file } = request.params
    const client = found(await findClientBySlug(db, slug))
    const contactId = found(await findLinkedContact(db, client, token))
    const receipt = await db.work([client.id], async (work) => {
      const decisions = await listToldDecisions(work, client.id, contactId)
      const decision = found(decisions.find(({ id }) => file === `${id}.json`))
      return found(await makeReceipt(work.tx, client.id, decision.id))
    })
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${receipt.decision}.receipt.json"`)
      .type('application/json; charset=utf-8')
      .send(`${JSON.stringify(receipt, null, 2)}\n`)
  })

  pages.post<LinkRequest>('/c/:slug/:token/messages', async (request, reply) => {
    const asked = await load(request)
    const { t } = asked.words
    const message = readProse(request.body ?? {}, 'message')
    const closed = asked.conversation.contact.row.state === 'closed'
    const again = (status: number, fault: string) =>
      send(request, reply, asked, {
        status,
        typed: typedMessage(asked, message),
        faults: { [closed ? 'return-words' : 'message']: fault },
      })
    if (await tooMany(request)) return again(429, t('customer_page.fault_busy'))
    if (!message) return again(422, t('customer_page.fault_words'))
    if (message.length > longest.message) return again(422, t('customer_page.fault_long'))
    await db.work([asked.client.id], (work) => hearMessage(work, asked.contactId, message))
    return back(request, reply, asked, closed ? 'reopened' : 'written')
  })

  pages.post<LinkRequest>('/c/:slug/:token/doubts', async (request, reply) => {
    const asked = await load(request)
    const { t } = asked.words
    const question = readLine(request.body ?? {}, 'question')
    const again = (status: number, fault: string) =>
      send(request, reply, asked, { status, typed: { question }, faults: { question: fault } })
    if (await tooMany(request)) return again(429, t('customer_page.fault_busy'))
    if (!question) return again(422, t('customer_page.fault_question'))
    if (question.length > longest.question) return again(422, t('customer_page.fault_long'))
    const reopens = asked.conversation.contact.row.state === 'closed'
    try {
      await db.work([asked.client.id], (work) => hearDoubt(work, asked.contactId, question))
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'invalid_input') throw error
      return again(422, t('customer_page.fault_many'))
    }
    return back(request, reply, asked, reopens ? 'reopened' : 'asked')
  })

  pages.post<LinkRequest>('/c/:slug/:token/return', async (request, reply) => {
    const asked = await load(request)
    const { t } = asked.words
    const posted = request.body ?? {}
    const known = asked.conversation.contact.doubts.map(({ id }) => id)
    const doubtIds = readAll(posted, 'doubt').filter((id) => known.includes(id))
    const words = readProse(posted, 'return-words')
    const again = (status: number, fault: string) =>
      send(request, reply, asked, {
        status,
        typed: { returning: { doubtIds, words }, message: words },
        faults: { 'return-words': fault },
      })
    if (await tooMany(request)) return again(429, t('customer_page.fault_busy'))
    if (doubtIds.length === 0 && !words) return again(422, t('customer_page.fault_return'))
    if (words.length > longest.message) return again(422, t('customer_page.fault_long'))
    await db.work([asked.client.id], (work) =>
      hearReturn(work, asked.contactId, { doubtIds: [...new Set(doubtIds)], words: words || null }),
    )
    return back(request, reply, asked, 'reopened')
  })

  pages.post<LinkRequest>('/c/:slug/:token/thanks', async (request, reply) => {
    const asked = await load(request)
    const words = readProse(request.body ?? {}, 'thanks').slice(0, longest.thanks)
    if (await tooMany(request)) return send(request, reply, asked, { status: 429 })
    await db.work([asked.client.id], (work) => hearThanks(work, asked.contactId, words || null))
    return back(request, reply, asked, 'thanks')
  })

  pages.post<LinkRequest>('/c/:slug/:token/answer', async (request, reply) => {
    const asked = await load(request)
    const { t } = asked.words
    const { doubts, row } = asked.conversation.contact
    const closing = readClosingForm(request.body ?? {}, doubts)
    const again = (status: number, faults: Faults) =>
      send(request, reply, asked, { status, typed: { closing }, faults })
    /** The contact went on meanwhile: what was written becomes a message that can still be sent. */
    const moved = (now: Asked) => {
      const message = Object.values(closing.verdicts)
        .map(({ because }) => because)
        .filter(Boolean)
        .join('\n\n')
      return send(request, reply, now, {
        status: 409,
        typed: typedMessage(now, message),
        faults: { form: t('customer_page.fault_moved') },
      })
    }
    if (row.state !== 'with_customer') {
      // A second click on an answer that was heard is no fault.
      if (row.closure === 'confirmed') return back(request, reply, asked, 'clear')
      if (heardBefore(closing, doubts)) return back(request, reply, asked, 'unclear')
      return moved(asked)
    }
    if (await tooMany(request)) return again(429, { form: t('customer_page.fault_busy') })
    const faults = closingFaults(closing, doubts, asked.words)
    if (Object.keys(faults).length > 0) return again(422, faults)
    const verdicts = verdictsOf(closing, doubts)
    const rating = { csat: closing.csat, effort: closing.effort, words: closing.words || null }
    try {
      const heard = await db.work([asked.client.id], (work) =>
        hearVerdicts(work, asked.contactId, { seen: closing.seen, verdicts, rating }),
      )
      if (heard === 'changed') {
        Object.assign(asked, await load(request))
        return again(409, { form: t('customer_page.fault_changed') })
      }
    } catch (error) {
      const codes: string[] = ['contact_closed', 'closure_not_proposed']
      if (!(error instanceof Problem) || !codes.includes(error.code)) throw error
      const now = await load(request)
      if (now.conversation.contact.row.closure === 'confirmed') return back(request, reply, now, 'clear')
      return moved(now)
    }
    return back(request, reply, asked, verdicts.every(({ clear }) => clear) ? 'clear' : 'unclear')
  })
}

/** What is said to be unclear is what the doubts already say. */
function heardBefore(closing: ClosingForm, doubts: readonly DoubtRow[]): boolean {
  const unclear = verdictsOf(closing, doubts).filter(({ clear }) => !clear)
  return (
    unclear.length > 0 &&
    unclear.every(({ doubtId, because }) =>
      doubts.some((doubt) => doubt.id === doubtId && !doubt.answered && doubt.unclear_because === because),
    )
  )
}

/** Where a message stands on the page: the closed one has a single form, for coming back. */
function typedMessage({ conversation }: Asked, message: string): Partial<Typed> {
  return conversation.contact.row.state === 'closed'
    ? { returning: { doubtIds: [], words: message } }
    : { message }
}

function languageQuery({ language }: Words, own: string, sign: '?' | '&'): string {
  return language === own ? '' : `${sign}lang=${language}`
}
