import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asProblem } from '../platform/http.ts'
import { chooseLanguage } from '../platform/language.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { pageAssets } from './assets.ts'
import { contactPages } from './contact-pages.ts'
import type { Posted } from './fields.ts'
import { askedLanguage, sendPage } from './layout.ts'
import { sendMissing, sendTrouble } from './missing.ts'
import {
  emptyForm,
  faultsOf,
  type OpenForm,
  readOpenForm,
  renderOpenForm,
  submitOpenForm,
} from './open-form.ts'
import { findClientBySlug, type OpenClient } from './store.ts'
import { type Words, wordsFor } from './words.ts'

/** Posts a minute and address: ten times what a person in a hurry needs. */
const postsPerMinute = 10

/**
 * What customers see: server-rendered, without JavaScript, cookies or an account. They write on `/c/<client>`
 * and follow their contact on a private link.
 */
export async function customerPages(app: FastifyInstance, platform: Platform): Promise<void> {
  // A scope of its own, so that what fails here is told as a page, not as problem+json.
  await app.register(async (pages) => {
    pages.setErrorHandler((error, request, reply) => {
      const problem = asProblem(error)
      if (problem.status === 404) return sendMissing(request, reply, platform.clock())
      if (problem.status >= 500) {
        const { message, stack } = error as Error
        request.log.error({ error: message, stack, id: request.id }, 'failed')
      }
      return sendTrouble(request, reply, platform.clock(), problem)
    })
    const checkPosts = pages.createRateLimit({ max: postsPerMinute, timeWindow: 60_000 })
    const tooMany = async (request: FastifyRequest) => {
      const limit = await checkPosts(request)
      return !limit.isAllowed && limit.isExceeded
    }
    pageAssets(pages)
    openPages(pages, platform, tooMany)
    contactPages(pages, platform, tooMany)
    pages.get('/c', async (request, reply) => sendMissing(request, reply, platform.clock()))
    pages.get('/c/*', async (request, reply) => sendMissing(request, reply, platform.clock()))
  })
}

export type TooMany = (request: FastifyRequest) => Promise<boolean>

type OpenRequest = {
  Params: { slug: string }
  Querystring: Record<string, unknown>
  Body: Posted | undefined
}

/** The form that opens a contact. */
function openPages(pages: FastifyInstance, { db, config, clock }: Platform, tooMany: TooMany): void {
  const wordsOf = (request: FastifyRequest, client: OpenClient, asked: unknown) =>
    wordsFor(
      askedLanguage(asked, client.languages) ??
        chooseLanguage(request.headers['accept-language'], client.languages),
      clock(),
      'UTC',
    )
  const send = (
    reply: FastifyReply,
    status: number,
    words: Words,
    client: OpenClient,
    form: OpenForm,
    faults: Record<string, string>,
  ) => {
    const title = words.t('customer_page.form_title', { client: client.name })
    return sendPage(reply, status, {
      words,
      title: Object.keys(faults).length > 0 ? words.t('customer_page.title_fault', { title }) : title,
      client: client.name,
      languages: { offered: client.languages, path: `/c/${client.slug}` },
      body: renderOpenForm(words, client, form, faults),
    })
  }

  pages.get<OpenRequest>('/c/:slug', async (request, reply) => {
    const client = found(await findClientBySlug(db, request.params.slug))
    const words = wordsOf(request, client, request.query.lang)
    return send(reply, 200, words, client, emptyForm(), {})
  })

  pages.post<OpenRequest>('/c/:slug', async (request, reply) => {
    const client = found(await findClientBySlug(db, request.params.slug))
    const posted = request.body ?? {}
    const words = wordsOf(request, client, posted.lang)
    const form = readOpenForm(posted)
    if (await tooMany(request))
      return send(reply, 429, words, client, form, { form: words.t('customer_page.fault_busy') })
    const faults = faultsOf(form, client, words)
    if (Object.keys(faults).length > 0) return send(reply, 422, words, client, form, faults)
    const path = await submitOpenForm(db, client, form, words.language, config.publicUrl)
    if (path === null)
      return send(reply, 503, words, client, form, { form: words.t('customer_page.fault_no_team') })
    return reply.redirect(`${path}?said=opened`, 303)
  })
}
