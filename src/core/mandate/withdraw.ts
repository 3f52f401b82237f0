import type { MandateDocument } from './document.ts'

/**
 * The next version that ends a mandate: without any power, or with a last day.
 * @param until calendar date in the site's zone, included; null: as soon as it is in force
 */
export function withdrawMandate(document: MandateDocument, until: string | null): MandateDocument {
  if (until !== null) return { ...document, validity: { ...document.validity, until } }
  return { format: document.format, powers: [], support: document.support }
}
