/** The texts of one language that the desk begins with, in one chunk; the rest is in ar-more.ts. */
export const catalogues = import.meta.glob<Record<string, string>>(
  [
    '../../../messages/ar/*.json',
    '!../../../messages/ar/mail.json',
    '!../../../messages/ar/customer_page.json',
    '!../../../messages/ar/account.json',
    '!../../../messages/ar/backtest.json',
    '!../../../messages/ar/check.json',
    '!../../../messages/ar/coaching.json',
    '!../../../messages/ar/culture.json',
    '!../../../messages/ar/draft.json',
    '!../../../messages/ar/expectations.json',
    '!../../../messages/ar/fault.json',
    '!../../../messages/ar/feedback.json',
    '!../../../messages/ar/guarantee.json',
    '!../../../messages/ar/mirror.json',
    '!../../../messages/ar/obstacles.json',
    '!../../../messages/ar/pulse.json',
    '!../../../messages/ar/training.json',
    '!../../../messages/ar/verify.json',
  ],
  { eager: true, import: 'default' },
)
