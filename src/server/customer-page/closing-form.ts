import type { Verdict } from '../../core/contact/contact.ts'
import { proposalDigest } from '../contact/hear.ts'
import type { Contact, DoubtRow } from '../contact/load.ts'
import {
  choice,
  type Faults,
  faultLine,
  type Posted,
  proseField,
  readLine,
  readNumber,
  readProse,
} from './fields.ts'
import { type Html, html } from './html.ts'
import type { Words } from './words.ts'

const longest = { because: 2000, words: 5000 }
/** CSAT of five steps, and Customer Effort Score 2.0 of seven (Dixon et al., The Effortless Experience). */
const steps = { csat: 5, effort: 7 }

/** What the customer marked, by doubt; kept as it was typed when the form comes back. */
export type ClosingForm = {
  seen: string
  verdicts: Record<string, { clear: boolean | null; because: string }>
  csat: number | null
  effort: number | null
  words: string
}

export const blankClosing: ClosingForm = { seen: '', verdicts: {}, csat: null, effort: null, words: '' }

export function readClosingForm(posted: Posted, doubts: readonly DoubtRow[]): ClosingForm {
  return {
    seen: readLine(posted, 'seen'),
    verdicts: Object.fromEntries(
      doubts.map(({ id }) => {
        const said = readLine(posted, `verdict-${id}`)
        const clear = said === 'clear' ? true : said === 'unclear' ? false : null
        return [id, { clear, because: readProse(posted, `because-${id}`) }]
      }),
    ),
    csat: readNumber(posted, 'csat', 1, steps.csat),
    effort: readNumber(posted, 'effort', 1, steps.effort),
    words: readProse(posted, 'rating-words'),
  }
}

/** Every open doubt needs its word; everything else is as the customer likes. */
export function closingFaults(form: ClosingForm, doubts: readonly DoubtRow[], { t, isolate }: Words): Faults {
  const faults: Record<string, string> = {}
  for (const { id, question } of doubts.filter(({ state }) => state === 'open')) {
    const verdict = form.verdicts[id]
    if (!verdict || verdict.clear === null)
      faults[`verdict-${id}`] = t('customer_page.fault_verdict', { question: isolate(question) })
    else if (verdict.because.length > longest.because) faults[`because-${id}`] = t('customer_page.fault_long')
  }
  if (form.words.length > longest.words) faults['rating-words'] = t('customer_page.fault_long')
  return faults
}

export function verdictsOf(form: ClosingForm, doubts: readonly DoubtRow[]): Verdict[] {
  return doubts
    .filter(({ state }) => state === 'open')
    .flatMap(({ id }) => {
      const verdict = form.verdicts[id]
      if (!verdict || verdict.clear === null) return []
      return [{ doubtId: id, clear: verdict.clear, because: verdict.clear ? null : verdict.because || null }]
    })
}

/** Each doubt with its answer, for the customer's word; then the rating; one button. */
export function renderClosingForm(
  words: Words,
  { row, doubts }: Contact,
  form: ClosingForm,
  faults: Faults,
  action: string,
): Html {
  const { t, isolate } = words
  return html`<form method="post" action="${action}" novalidate>
    <input type="hidden" name="seen" value="${proposalDigest(doubts)}">
    ${doubts.map((doubt) =>
      doubt.state === 'open' ? renderOpenDoubt(t, doubt, form, faults) : renderClearDoubt(t, doubt),
    )}
    <section>
      <h2>${t('customer_page.rating_title')}</h2>
      <p class="hint">${t('customer_page.rating_lead')}</p>
      ${renderScale(t, 'csat', t('customer_page.csat'), form.csat)}
      ${renderScale(t, 'effort', t('customer_page.effort', { client: isolate(row.client_name) }), form.effort)}
      ${proseField({
        name: 'rating-words',
        label: t('customer_page.rating_words'),
        value: form.words,
        fault: faults['rating-words'],
        max: longest.words,
        rows: 3,
      })}
    </section>
    ${row.closes_at && html`<p class="silence">${t('customer_page.silence', { day: words.day(row.closes_at) })}</p>`}
    <button class="you">${t('customer_page.send_answer')}</button>
  </form>`
}

function renderOpenDoubt(t: Words['t'], doubt: DoubtRow, form: ClosingForm, faults: Faults): Html {
  const said = form.verdicts[doubt.id]
  const name = `verdict-${doubt.id}`
  const fault = faults[name]
  const describedBy = fault ? `${name}-fault` : undefined
  return html`<div class="ask"><fieldset>
    <legend dir="auto">${doubt.question}</legend>
    <p class="answer" dir="auto">${doubt.answer}</p>
    ${faultLine(name, fault)}
    <div class="choices">
      ${choice({
        type: 'radio',
        name,
        value: 'clear',
        id: name,
        label: t('customer_page.clear'),
        checked: said?.clear === true,
        describedBy,
        required: true,
        tone: 'clear',
      })}
      ${choice({
        type: 'radio',
        name,
        value: 'unclear',
        id: `${name}-not`,
        label: t('customer_page.unclear'),
        checked: said?.clear === false,
        describedBy,
        required: true,
        tone: 'wait',
      })}
    </div>
    ${proseField({
      name: `because-${doubt.id}`,
      label: t('customer_page.because'),
      value: said?.because ?? '',
      fault: faults[`because-${doubt.id}`],
      max: longest.because,
      rows: 2,
    })}
  </fieldset></div>`
}

function renderClearDoubt(t: Words['t'], doubt: DoubtRow): Html {
  return html`<div class="ask">
    <h3 dir="auto">${doubt.question}</h3>
    <p class="answer" dir="auto">${doubt.answer}</p>
    <p class="state clear">✓ ${t('customer_page.doubt_clear')}</p>
  </div>`
}

function renderScale(t: Words['t'], name: keyof typeof steps, label: string, chosen: number | null): Html {
  const last = steps[name]
  const numbers = Array.from({ length: last }, (_, i) => i + 1)
  return html`<fieldset class="field" aria-describedby="${name}-hint">
    <legend>${label}</legend>
    <p class="hint" id="${name}-hint">${t(`customer_page.${name}_ends`, { last })}</p>
    <div class="scale">${numbers.map((number) =>
      choice({
        type: 'radio',
        name,
        value: String(number),
        id: `${name}-${number}`,
        label: number,
        checked: chosen === number,
      }),
    )}</div>
  </fieldset>`
}
