import { z } from 'zod'
import type { Language } from '../../contract/route.ts'
import { makeContactLink, makeToken } from '../contact/link.ts'
import { chooseTeam, openContact } from '../contact/open.ts'
import { findOrCreateCustomer } from '../customer/create.ts'
import type { Database } from '../platform/db.ts'
import {
  type Faults,
  faultSummary,
  type Posted,
  proseField,
  readAll,
  readLine,
  readProse,
  selectField,
  textField,
} from './fields.ts'
import { type Html, html } from './html.ts'
import { findFirstWords, findLinkedContact, isToken, type OpenClient } from './store.ts'
import { touchpointWords, type Words } from './words.ts'

/** As many as anybody can hold in mind while writing; more can be added on the contact's page. */
const askedDoubts = 3
const longest = { name: 120, email: 254, words: 20_000, doubt: 300 }

export type OpenForm = {
  /** the private link's token, made with the form: a second click finds the contact of the first */
  key: string
  name: string
  email: string
  touchpoint: string
  words: string
  doubts: string[]
  /** what only a machine fills in */
  trap: string
}

export function emptyForm(): OpenForm {
  return { key: makeToken(), name: '', email: '', touchpoint: '', words: '', doubts: [], trap: '' }
}

export function readOpenForm(posted: Posted): OpenForm {
  const key = readLine(posted, 'key')
  return {
    key: isToken(key) ? key : makeToken(),
    name: readLine(posted, 'name'),
    email: readLine(posted, 'email'),
    touchpoint: readLine(posted, 'touchpoint'),
    words: readProse(posted, 'words'),
    doubts: readAll(posted, 'doubt').slice(0, askedDoubts),
    trap: readLine(posted, 'extra'),
  }
}

export function faultsOf(form: OpenForm, client: OpenClient, { t }: Words): Faults {
  const faults: Record<string, string> = {}
  if (!form.name) faults.name = t('customer_page.fault_name')
  else if (form.name.length > longest.name) faults.name = t('customer_page.fault_long')
  if (form.email && !z.email().max(longest.email).safeParse(form.email).success)
    faults.email = t('customer_page.fault_email')
  if (!client.touchpoints.includes(form.touchpoint)) faults.touchpoint = t('customer_page.fault_touchpoint')
  if (!form.words) faults.words = t('customer_page.fault_words')
  else if (form.words.length > longest.words) faults.words = t('customer_page.fault_long')
  if (form.doubts.some((doubt) => doubt.length > longest.doubt))
    faults['doubt-1'] = t('customer_page.fault_long')
  if (form.trap) faults.form = t('customer_page.fault_trap')
  return faults
}

export function renderOpenForm(
  { t, language, isolate }: Words,
  client: OpenClient,
  form: OpenForm,
  faults: Faults,
): Html {
  return html`<h1>${t('customer_page.form_sentence')}</h1>
  <p class="lead">${t('customer_page.form_lead', { client: isolate(client.name) })}</p>
  ${faultSummary(t('customer_page.fault_title'), faults)}
  <form method="post" action="/c/${client.slug}" novalidate>
    <input type="hidden" name="key" value="${form.key}">
    <input type="hidden" name="lang" value="${language}">
    ${textField({
      name: 'name',
      label: t('customer_page.name'),
      value: form.name,
      fault: faults.name,
      required: true,
      max: longest.name,
      autocomplete: 'name',
    })}
    ${textField({
      name: 'email',
      type: 'email',
      label: t('customer_page.email'),
      hint: t('customer_page.email_hint'),
      value: form.email,
      fault: faults.email,
      max: longest.email,
      autocomplete: 'email',
    })}
    ${selectField({
      name: 'touchpoint',
      label: t('customer_page.touchpoint'),
      value: form.touchpoint,
      fault: faults.touchpoint,
      required: true,
      empty: t('customer_page.touchpoint_choose'),
      options: client.touchpoints.map((code) => ({ value: code, label: touchpointWords(t, code) })),
    })}
    ${proseField({
      name: 'words',
      label: t('customer_page.words'),
      value: form.words,
      fault: faults.words,
      required: true,
      max: longest.words,
      rows: 6,
    })}
    ${renderDoubtLines(t, form, faults)}
    <div class="trap" aria-hidden="true"><label for="extra">${t('customer_page.trap')}</label><input
      type="text" id="extra" name="extra" value="" tabindex="-1" autocomplete="off"></div>
    <button class="send">${t('customer_page.send')}</button>
  </form>`
}

function renderDoubtLines(t: Words['t'], form: OpenForm, faults: Faults): Html {
  const fault = faults['doubt-1']
  const describedBy = fault ? 'doubts-hint doubt-1-fault' : 'doubts-hint'
  const lines = Array.from({ length: askedDoubts }, (_, i) => form.doubts[i] ?? '')
  return html`<fieldset aria-describedby="${describedBy}">
    <legend>${t('customer_page.doubts')}</legend>
    <p class="hint" id="doubts-hint">${t('customer_page.doubts_hint')}</p>
    ${fault && html`<p class="fault" id="doubt-1-fault">${fault}</p>`}
    <div class="lines">${lines.map(
      (line, i) => html`<input type="text" id="doubt-${i + 1}" name="doubt" value="${line}"
      maxlength="${longest.doubt}" dir="auto" autocomplete="off"
      aria-label="${t('customer_page.doubt_number', { number: i + 1 })}"
      ${fault && line.length > longest.doubt && html`aria-invalid="true" aria-describedby="doubt-1-fault"`}>`,
    )}</div>
  </fieldset>`
}

/**
 * Opens the contact and its private link.
 * @returns the link's path, or null when the client has no team that could take it
 */
export async function submitOpenForm(
  db: Database,
  client: OpenClient,
  form: OpenForm,
  language: Language,
  publicUrl: string,
): Promise<string | null> {
  const known = await findLinkedContact(db, client, form.key)
  try {
    return await db.work([client.id], async (work) => {
      const repeated = known !== undefined && (await findFirstWords(work, client.id, known)) === form.words
      if (repeated) return `/c/${client.slug}/${form.key}`
      const teamId = await chooseTeam(work, client.id, language)
      if (teamId === null) return null
      const email = form.email || undefined
      const customerId = await findOrCreateCustomer(work, {
        clientId: client.id,
        name: form.name,
        language,
        currency: client.currencies[0]!,
        email,
      })
      const contactId = await openContact(work, {
        clientId: client.id,
        teamId,
        customerId,
        channel: 'web',
        language,
        touchpoint: form.touchpoint,
        subject: subjectOf(form),
        words: form.words,
        doubts: form.doubts,
        by: 'customer',
        publicUrl,
      })
      // The key already led to an earlier matter: this one is new, so it gets a link of its own.
      const token = known === undefined ? form.key : makeToken()
      return makeContactLink(work, { clientId: client.id, contactId, slug: client.slug }, token)
    })
  } catch (error) {
    // 23505: a second click overtook us; its contact is this one.
    const twice = (error as { code?: string }).code === '23505' && known === undefined
    if (!twice || !(await findLinkedContact(db, client, form.key))) throw error
    return `/c/${client.slug}/${form.key}`
  }
}

/** One line an agent can read in a list: the first question, else the first sentence, cut between words. */
function subjectOf({ doubts, words }: OpenForm): string {
  const line = (doubts[0] ?? words.split(/(?<=[.!?؟])\s|\n/)[0] ?? words).trim().replace(/\s+/g, ' ')
  if (line.length <= 100) return line
  const cut = line.slice(0, 100)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 60))}…`
}
