/** Every noun's texts of one language, in one chunk. */
export const catalogues = import.meta.glob<Record<string, string>>(
  ['../../../messages/fr/*.json', '!**/mail.json'],
  { eager: true, import: 'default' },
)
