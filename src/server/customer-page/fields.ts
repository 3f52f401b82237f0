import { type Html, html, type Piece } from './html.ts'

/** What was posted, as the form parser gives it. */
export type Posted = Readonly<Record<string, unknown>>
/** Faults by field name, already in words. */
export type Faults = Readonly<Record<string, string>>

/** One line that somebody typed. */
export function readLine(posted: Posted, name: string): string {
  return readProse(posted, name).replace(/\s+/g, ' ')
}

/** Text of several lines. PostgreSQL takes no NUL; browsers send CRLF. */
export function readProse(posted: Posted, name: string): string {
  const value = posted[name]
  const text = Array.isArray(value) ? value[0] : value
  return typeof text === 'string' ? clean(text) : ''
}

/** Every value of a name that may come more than once; empty ones left out. */
export function readAll(posted: Posted, name: string): string[] {
  const value = posted[name]
  return (Array.isArray(value) ? value : [value])
    .filter((item): item is string => typeof item === 'string')
    .map(clean)
    .filter((item) => item !== '')
}

/** A whole number in a range; null when nothing sensible was chosen. */
export function readNumber(posted: Posted, name: string, min: number, max: number): number | null {
  const text = readLine(posted, name)
  const value = Number(text)
  return text !== '' && Number.isInteger(value) && value >= min && value <= max ? value : null
}

function clean(text: string): string {
  return text.replaceAll('\0', '').replaceAll('\r\n', '\n').trim()
}

type Field = {
  name: string
  /** unique on the page; the name unless told */
  id?: string
  label: Piece
  hint?: string
  value?: string
  fault?: string | undefined
  required?: boolean
  max: number
}

export function textField(field: Field & { type?: 'text' | 'email'; autocomplete: string }): Html {
  const id = field.id ?? field.name
  return html`<div class="field">
    <label for="${id}">${field.label}</label>
    ${hintAndFault(id, field)}
    <input id="${id}" name="${field.name}" type="${field.type ?? 'text'}" value="${field.value ?? ''}"
      maxlength="${field.max}" autocomplete="${field.autocomplete}" dir="${field.type === 'email' ? 'ltr' : 'auto'}"
      ${required(field)} ${described(id, field)}>
  </div>`
}

export function proseField(field: Field & { rows: number }): Html {
  const id = field.id ?? field.name
  return html`<div class="field">
    <label for="${id}">${field.label}</label>
    ${hintAndFault(id, field)}
    <textarea id="${id}" name="${field.name}" rows="${field.rows}" maxlength="${field.max}" dir="auto"
      ${required(field)} ${described(id, field)}>
${field.value ?? ''}</textarea>
  </div>`
}

export function selectField(
  field: Omit<Field, 'max'> & { options: readonly { value: string; label: string }[]; empty: string },
): Html {
  const id = field.id ?? field.name
  return html`<div class="field">
    <label for="${id}">${field.label}</label>
    ${hintAndFault(id, field)}
    <select id="${id}" name="${field.name}" ${required(field)} ${described(id, field)}>
      <option value="">${field.empty}</option>
      ${field.options.map(
        ({ value, label }) =>
          html`<option value="${value}" ${value === field.value && html`selected`}>${label}</option>`,
      )}
    </select>
  </div>`
}

/** One of a set of choices, or a box to tick. */
export function choice(input: {
  type: 'radio' | 'checkbox'
  name: string
  value: string
  id: string
  label: Piece
  checked: boolean
  /** ids of what explains it */
  describedBy?: string | undefined
  required?: boolean
  tone?: 'clear' | 'wait'
}): Html {
  return html`<label class="choice ${input.tone ?? ''}" for="${input.id}"><input type="${input.type}" id="${input.id}"
    name="${input.name}" value="${input.value}" ${input.checked && html`checked`}
    ${input.required && html`required`}
    ${input.describedBy && html`aria-describedby="${input.describedBy}" aria-invalid="true"`}><span
    dir="auto">${input.label}</span></label>`
}

/** What is wrong, at the top, each with the way to its field. */
export function faultSummary(title: string, faults: Faults): Html | null {
  const entries = Object.entries(faults)
  if (entries.length === 0) return null
  return html`<div class="notice wait" role="alert" tabindex="-1" id="faults">
    <p><strong>${title}</strong></p>
    <ul>${entries.map(([name, fault]) =>
      name === 'form' ? html`<li>${fault}</li>` : html`<li><a href="#${name}">${fault}</a></li>`,
    )}</ul>
  </div>`
}

export function faultLine(id: string, fault: string | undefined): Html | null {
  return fault ? html`<p class="fault" id="${id}-fault">${fault}</p>` : null
}

type Shown = Pick<Field, 'hint' | 'fault' | 'required'>

function hintAndFault(id: string, { hint, fault }: Shown): Html {
  return html`${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}${faultLine(id, fault)}`
}

function described(id: string, { hint, fault }: Shown): Html | null {
  const ids = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean)
  if (ids.length === 0) return null
  return html`aria-describedby="${ids.join(' ')}" ${fault && html`aria-invalid="true"`}`
}

function required({ required: needed }: Shown): Html | null {
  return needed ? html`required` : null
}
