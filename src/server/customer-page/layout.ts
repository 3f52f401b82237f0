import type { FastifyReply } from 'fastify'
import type { Language } from '../../contract/route.ts'
import { stylesheetPath } from './assets.ts'
import { type Html, html, type Piece } from './html.ts'
import type { Words } from './words.ts'

/** Each in its own language: who needs the link reads it. */
const languageNames: Record<string, string> = { it: 'Italiano', fr: 'Français', en: 'English', ar: 'العربية' }

export type Page = {
  words: Words
  title: string
  /** the company's name, above all else; null where none is known */
  client: string | null
  body: Piece
  /** languages to change to, and the address that `?lang=` is put behind */
  languages?: { offered: readonly string[]; path: string }
}

export function sendPage(reply: FastifyReply, status: number, page: Page): FastifyReply {
  return (
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-language', page.words.language)
      .header('vary', 'accept-language')
      // `no-referrer` would make browsers send `Origin: null` with forms, and plain http has no Fetch Metadata to
      // tell them from a stranger's. Other sites still see nothing of the private link.
      .header('referrer-policy', 'same-origin')
      .send(layoutOf(page).markup)
  )
}

function layoutOf({ words, title, client, body, languages }: Page): Html {
  return html`<!doctype html>
<html lang="${words.language}" dir="${words.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/mark.svg">
<link rel="stylesheet" href="${stylesheetPath}">
</head>
<body>
<main>
${client !== null && html`<p class="eyebrow"><bdi>${client}</bdi></p>`}
${body}
</main>
${languages && languageLinks(words, languages)}
</body>
</html>`
}

function languageLinks(words: Words, { offered, path }: NonNullable<Page['languages']>): Html | null {
  const others = offered.filter((language) => language !== words.language && language in languageNames)
  if (others.length === 0) return null
  return html`<footer><nav aria-label="${words.t('customer_page.languages')}"><ul class="row">${others.map(
    (language) =>
      html`<li><a href="${path}?lang=${language}" hreflang="${language}" lang="${language}"
        dir="${language === 'ar' ? 'rtl' : 'ltr'}">${languageNames[language]}</a></li>`,
  )}</ul></nav></footer>`
}

/** The language somebody asked for by `?lang=` or in a form, when it is one of those offered. */
export function askedLanguage(asked: unknown, offered: readonly string[]): Language | null {
  return typeof asked === 'string' && offered.includes(asked) ? (asked as Language) : null
}
