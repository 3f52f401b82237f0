/** The version that is signed now. A new one is a new text under a new key; earlier signatures stay what they are. */
export const pledgeVersion = 1

/**
 * SHA-256 of the text `culture.pledge_v<version>` of each language's catalogue (UTF-8), so that no word of what people
 * signed can change under them: a test compares.
 */
export const pledgeHashes = {
  1: {
    en: '05ee6436abb3506d8579db8adef1c7fcf4bc2030f8376ed6939310c0ce3fff84',
    it: '3b5178d13a807c57c0bf84c892d53d6d869023de7fb882031965c7b13bb6fd60',
    fr: 'ac3c255e4293d107f15fe18714ccb23a8df8dea8ff29e3c5f43933baa0e76fd8',
    ar: '288297f9db2cdb8655b021fdb72d33e32bb4e650751617f8b92a08308af64820',
  },
} as const

/** Whether a typed name is the person's own: without case, and with spaces as they come. */
export function isSameName(typed: string, name: string): boolean {
  const plain = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()
  return plain(typed) === plain(name)
}
