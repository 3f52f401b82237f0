/** What does not show and yet parts a word: zero-width characters, direction marks, soft hyphens, tatweel. */
const invisible = /[\u00ad\u0640\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** Letters of other scripts that look like Latin ones. */
const lookalikes: Record<string, string> = {
  ...{ а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', ѕ: 's', ј: 'j', ԁ: 'd' },
  ...{ ο: 'o', α: 'a', ε: 'e', ι: 'i', ν: 'v', ρ: 'p', υ: 'u' },
}
const figures: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' }

/**
 * A text as it is compared: one case, no accents or vowel signs, Latin digits, one form of each Arabic letter,
 * nothing invisible. What it says to a reader it still says; how it was dressed up is gone.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\u0400-\u052f\u0370-\u03ff]/g, (letter) => lookalikes[letter] ?? letter)
    .replace(/\u0649/g, 'ي')
    .replace(/\u0629/g, 'ه')
    .replace(/[’ʼ`´]/g, "'")
}

/** A plain text's sentences; a full stop inside a word or a number ends none. */
export function sentencesOf(plain: string): string[] {
  return plain
    .split(/[.!?؟;؛…]+(?=\s|$)|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

/** The readings of a sentence: as it stands, and with words put together again that were taken apart. */
export function readingsOf(sentence: string): string[] {
  const joined = sentence
    .replace(/(?<![\p{L}\p{N}])(?:\p{L}[\s._*·-]{1,3}){3,}\p{L}(?![\p{L}\p{N}])/gu, (letters) =>
      letters.replace(/[\s._*·-]/g, ''),
    )
    .replace(/(?<=\p{L}{2})[._*·-](?=\p{L}{2})/gu, '')
  const spelled = joined.replace(/[\p{L}\d@$]*\p{L}[\p{L}\d@$]*/gu, (word) =>
    /[013457@$]/.test(word) ? word.replace(/[013457@$]/g, (sign) => figures[sign]!) : word,
  )
  return [...new Set([sentence, joined, spelled])]
}
