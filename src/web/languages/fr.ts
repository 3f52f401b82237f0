/** The texts of one language that the desk begins with, in one chunk; the rest is in fr-more.ts. */
export const catalogues = import.meta.glob<Record<string, string>>(
  [
    '../../../messages/fr/*.json',
    '!../../../messages/fr/mail.json',
    '!../../../messages/fr/customer_page.json',
    '!../../../messages/fr/account.json',
    '!../../../messages/fr/backtest.json',
    '!../../../messages/fr/check.json',
    '!../../../messages/fr/coaching.json',
    '!../../../messages/fr/culture.json',
    '!../../../messages/fr/draft.json',
    '!../../../messages/fr/expectations.json',
    '!../../../messages/fr/fault.json',
    '!../../../messages/fr/feedback.json',
    '!../../../messages/fr/guarantee.json',
    '!../../../messages/fr/mirror.json',
    '!../../../messages/fr/obstacles.json',
    '!../../../messages/fr/pulse.json',
    '!../../../messages/fr/training.json',
    '!../../../messages/fr/verify.json',
  ],
  { eager: true, import: 'default' },
)
