/** What stands in the place of a name. */
const mask = '…'

/**
 * A text without somebody's name: each word of it that is a part of the name, whatever its case or accents. Parts of
 * fewer than three letters are left, being articles. A name in another script than the account's is not found.
 */
export function maskNames(text: string, names: readonly string[]): string {
  const parts = new Set(names.flatMap((name) => wordsIn(name).map(fold)).filter((part) => part.length >= 3))
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => (parts.has(fold(word)) ? mask : word))
}

function wordsIn(name: string): string[] {
  return name.match(/[\p{L}\p{M}]+/gu) ?? []
}

function fold(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
