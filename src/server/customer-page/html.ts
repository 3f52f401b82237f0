/** Markup that is already safe to send. Made only by html``. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}
export type Piece = Html | string | number | null | undefined | false | readonly Piece[]

/**
 * Makes markup. Everything put in is escaped, in text as in quoted attributes, unless it is Html itself: a
 * script in any field stays letters. Attributes must be quoted in the template.
 */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(strings.map((part, i) => part + (i < pieces.length ? markupOf(pieces[i]) : '')).join(''))
}

function markupOf(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return ''
  if (piece instanceof Html) return piece.markup
  if (Array.isArray(piece)) return (piece as readonly Piece[]).map(markupOf).join('')
  return escapeText(String(piece))
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => escapes[letter]!)
}
