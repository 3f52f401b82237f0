import type { FastifyReply, FastifyRequest } from 'fastify'
import { languages } from '../../contract/route.ts'
import { chooseLanguage } from '../platform/language.ts'
import type { Problem } from '../platform/problem.ts'
import { html } from './html.ts'
import { sendPage } from './layout.ts'
import { wordsFor } from './words.ts'

/** There is no such page: said kindly, in the asker's language, the same for every unknown address. */
export function sendMissing(request: FastifyRequest, reply: FastifyReply, now: Date): FastifyReply {
  return sendTold(request, reply, now, 404, 'missing')
}

/** What stopped a request before any form could be shown again. */
export function sendTrouble(
  request: FastifyRequest,
  reply: FastifyReply,
  now: Date,
  problem: Problem,
): FastifyReply {
  return sendTold(request, reply, now, problem.status, problem.status >= 500 ? 'trouble' : 'refused')
}

function sendTold(
  request: FastifyRequest,
  reply: FastifyReply,
  now: Date,
  status: number,
  code: 'missing' | 'trouble' | 'refused',
): FastifyReply {
  const words = wordsFor(chooseLanguage(request.headers['accept-language'], ['en', ...languages]), now, 'UTC')
  const title = words.t(`customer_page.${code}_title`)
  return sendPage(reply, status, {
    words,
    title,
    client: null,
    body: html`<h1>${title}</h1><p class="lead">${words.t(`customer_page.${code}_lead`)}</p>`,
  })
}
