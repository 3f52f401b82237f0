/** The texts of one language that the desk begins with, in one chunk; the rest is in en-more.ts. */
export const catalogues = import.meta.glob<Record<string, string>>(
  [
    '../../../messages/en/*.json',
    '!../../../messages/en/mail.json',
    '!../../../messages/en/customer_page.json',
    '!../../../messages/en/account.json',
    '!../../../messages/en/backtest.json',
    '!../../../messages/en/check.json',
    '!../../../messages/en/coaching.json',
    '!../../../messages/en/culture.json',
    '!../../../messages/en/draft.json',
    '!../../../messages/en/expectations.json',
    '!../../../messages/en/fault.json',
    '!../../../messages/en/feedback.json',
    '!../../../messages/en/guarantee.json',
    '!../../../messages/en/mirror.json',
    '!../../../messages/en/obstacles.json',
    '!../../../messages/en/pulse.json',
    '!../../../messages/en/training.json',
    '!../../../messages/en/verify.json',
  ],
  { eager: true, import: 'default' },
)
