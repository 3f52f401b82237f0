import type { Contact, DoubtRow } from '../contact/load.ts'
import type { EventRow, MessageRow } from '../contact/present.ts'
import type { Thanks } from '../recognition/thanks.ts'
import { type ClosingForm, renderClosingForm } from './closing-form.ts'
import { choice, type Faults, faultSummary, proseField, textField } from './fields.ts'
import { type Html, html } from './html.ts'
import type { ToldDecision } from './store.ts'
import { givenName, type Words } from './words.ts'

export type Conversation = {
  contact: Contact
  /** without notes: they never leave the house */
  messages: MessageRow[]
  decisions: ToldDecision[]
  events: EventRow[]
  thanks: Thanks
}

/** What was just done, told once. */
export const saidCodes = ['opened', 'written', 'asked', 'clear', 'unclear', 'reopened', 'thanks'] as const
export type Said = (typeof saidCodes)[number]

/** What was typed and must come back when something is wrong. */
export type Typed = {
  closing: ClosingForm
  message: string
  question: string
  returning: { doubtIds: readonly string[]; words: string }
}

export type ConversationPage = {
  words: Words
  conversation: Conversation
  /** the page's own path, with `?lang=` where the reader changed it */
  actionTo(name: 'answer' | 'messages' | 'doubts' | 'return' | 'thanks'): string
  receiptOf(decisionId: string): string
  said: Said | null
  /** to keep, for who left no address; whole, with host */
  keep: string | null
  typed: Typed
  faults: Faults
}

const longest = { message: 20_000, question: 300 }

export function renderConversation(page: ConversationPage): Html {
  const { words, conversation, said, keep, faults } = page
  const { t } = words
  const { row, doubts } = conversation.contact
  // A contact is often named after its first question, which stands just below.
  const named = doubts.some(({ question }) => question === row.subject)
  return html`<h1>${stateSentence(words, row)}</h1>
  ${!named && html`<p class="soft"><bdi dir="auto">${row.subject}</bdi></p>`}
  ${row.closure === 'unconfirmed' && html`<p class="lead">${t('customer_page.unconfirmed_lead')}</p>`}
  ${said && html`<div class="notice" role="status"><p>${t(`customer_page.said_${said}`)}</p></div>`}
  ${keep && html`<div class="notice wait"><p>${t('customer_page.keep_link')}</p><bdi class="keep">${keep}</bdi></div>`}
  ${faultSummary(t('customer_page.fault_title'), faults)}
  ${row.state === 'with_customer' ? renderClosing(page) : renderDoubts(words, doubts)}
  ${conversation.thanks === 'open' && renderThanks(page)}
  ${row.state === 'closed' && renderReturn(page)}
  ${renderTalk(page)}
  ${row.state !== 'closed' && renderWriteMore(page)}
  <p class="small soft"><a href="/c/${row.slug}">${t('customer_page.new_matter')}</a></p>`
}

function stateSentence({ t, isolate }: Words, { state, closure, agent_name: agent }: Contact['row']): string {
  if (state === 'closed') return t(`customer_page.state_${closure ?? 'unconfirmed'}`)
  if (state === 'with_agent' && agent)
    return t('customer_page.state_with_agent', { agent: isolate(givenName(agent)) })
  return t(`customer_page.state_${state === 'with_customer' ? 'with_customer' : 'waiting'}`)
}

function renderClosing({ words, conversation, actionTo, typed, faults }: ConversationPage): Html {
  return renderClosingForm(words, conversation.contact, typed.closing, faults, actionTo('answer'))
}

function renderDoubts({ t }: Words, doubts: readonly DoubtRow[]): Html | null {
  if (doubts.length === 0) return null
  return html`<section><h2>${t('customer_page.doubts_title')}</h2><ul>${doubts.map(
    (doubt) => html`<li class="doubt">
      <h3 dir="auto">${doubt.question}</h3>
      ${doubt.answer && html`<p class="answer" dir="auto">${doubt.answer}</p>`}
      ${doubtState(t, doubt)}
    </li>`,
  )}</ul></section>`
}

function doubtState(t: Words['t'], doubt: DoubtRow): Html | null {
  if (doubt.state === 'cleared') return html`<p class="state clear">✓ ${t('customer_page.doubt_clear')}</p>`
  if (doubt.answered) return null
  const code = doubt.answer === null ? 'doubt_open' : 'doubt_unclear'
  return html`<p class="state">${t(`customer_page.${code}`)}</p>`
}

type Item = { at: Date; markup: Html }

function renderTalk({ words, conversation, receiptOf }: ConversationPage): Html {
  const { contact, messages, decisions, events } = conversation
  const items: Item[] = [
    ...messages.map((message) => ({ at: message.at, markup: renderMessage(words, contact, message) })),
    ...decisions.map((decision) => ({ at: decision.at, markup: renderDecision(words, decision, receiptOf) })),
    ...events.flatMap((event) => {
      const told = ['closed_confirmed', 'closed_unconfirmed', 'reopened'].includes(event.kind)
      return told ? [{ at: event.at, markup: renderEvent(words, event) }] : []
    }),
  ].sort((a, b) => a.at.getTime() - b.at.getTime())
  return html`<section><h2>${words.t('customer_page.talk_title')}</h2><ol class="talk">${items.map(
    (item) => item.markup,
  )}</ol></section>`
}

function renderMessage({ t, moment, isolate }: Words, { row }: Contact, message: MessageRow): Html {
  if (message.kind === 'customer')
    return html`<li><span class="when">${t('customer_page.you_wrote', { when: moment(message.at) })}</span>
      <p class="words" dir="auto">${message.text}</p></li>`
  const who = isolate(message.author_name ? givenName(message.author_name) : row.client_name)
  return html`<li class="us"><span class="when">${t('customer_page.they_wrote', { who, when: moment(message.at) })}</span>
    <p class="said" dir="auto">${message.text}</p></li>`
}

function renderDecision(
  { t, moment, money }: Words,
  decision: ToldDecision,
  receiptOf: ConversationPage['receiptOf'],
): Html {
  const what = t(`decision.told_${decision.power}`, {
    amount: money(decision.amount_minor, decision.currency),
    count: decision.days ?? 0,
  })
  // A heading here, a sentence in the mail.
  return html`<li class="decided"><strong>${what.replace(/\.$/, '')}</strong> <span class="when">${t(
    'customer_page.decided',
    {
      when: moment(decision.at),
    },
  )}</span>${
    decision.sealed &&
    html` <a class="receipt" href="${receiptOf(decision.id)}" download>${t('customer_page.receipt')}</a>`
  }</li>`
}

function renderEvent({ t, moment }: Words, event: EventRow): Html {
  return html`<li class="event">${t(`customer_page.event_${event.kind}`, { when: moment(event.at) })}</li>`
}

function renderWriteMore({ words: { t }, conversation, actionTo, typed, faults }: ConversationPage): Html {
  return html`<section>
    <h2>${t('customer_page.write_title')}</h2>
    ${
      conversation.contact.row.state === 'with_customer' &&
      html`<p class="hint">${t('customer_page.write_withdraws')}</p>`
    }
    <form method="post" action="${actionTo('messages')}" novalidate>
      ${proseField({
        name: 'message',
        label: t('customer_page.words'),
        value: typed.message,
        fault: faults.message,
        required: true,
        max: longest.message,
        rows: 4,
      })}
      <button class="slim">${t('customer_page.send')}</button>
    </form>
  </section>
  <section>
    <h2>${t('customer_page.ask_title')}</h2>
    <form method="post" action="${actionTo('doubts')}" novalidate>
      ${textField({
        name: 'question',
        label: t('customer_page.ask_label'),
        hint: t('customer_page.ask_hint'),
        value: typed.question,
        fault: faults.question,
        required: true,
        max: longest.question,
        autocomplete: 'off',
      })}
      <button class="slim">${t('customer_page.ask_send')}</button>
    </form>
  </section>`
}

function renderThanks({ words: { t, isolate }, conversation, actionTo }: ConversationPage): Html {
  const agent = isolate(givenName(conversation.contact.row.agent_name ?? ''))
  return html`<section>
    <h2>${t('customer_page.thanks_title', { agent })}</h2>
    <p class="hint">${t('customer_page.thanks_lead', { agent })}</p>
    <form method="post" action="${actionTo('thanks')}" novalidate>
      ${proseField({ name: 'thanks', label: t('customer_page.thanks_words'), max: 1000, rows: 3 })}
      <button class="slim">${t('customer_page.thanks_send')}</button>
    </form>
  </section>`
}

function renderReturn({ words: { t }, conversation, actionTo, typed, faults }: ConversationPage): Html {
  const { doubts } = conversation.contact
  const fault = faults['return-words']
  return html`<section>
    <h2>${t('customer_page.return_title')}</h2>
    <form method="post" action="${actionTo('return')}" novalidate>
      ${
        doubts.length > 0 &&
        html`<fieldset>
        <legend>${t('customer_page.return_doubts')}</legend>
        <div class="choices">${doubts.map(({ id, question }) =>
          choice({
            type: 'checkbox',
            name: 'doubt',
            value: id,
            id: `return-${id}`,
            label: question,
            checked: typed.returning.doubtIds.includes(id),
            describedBy: fault ? 'return-words-fault' : undefined,
          }),
        )}</div>
      </fieldset>`
      }
      ${proseField({
        name: 'return-words',
        label: t('customer_page.return_words'),
        value: typed.returning.words,
        fault,
        max: longest.message,
        rows: 4,
      })}
      <button class="you">${t('customer_page.return_send')}</button>
    </form>
  </section>`
}
