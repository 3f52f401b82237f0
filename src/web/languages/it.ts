/** The texts of one language that the desk begins with, in one chunk; the rest is in it-more.ts. */
export const catalogues = import.meta.glob<Record<string, string>>(
  [
    '../../../messages/it/*.json',
    '!../../../messages/it/mail.json',
    '!../../../messages/it/customer_page.json',
    '!../../../messages/it/account.json',
    '!../../../messages/it/backtest.json',
    '!../../../messages/it/check.json',
    '!../../../messages/it/coaching.json',
    '!../../../messages/it/culture.json',
    '!../../../messages/it/draft.json',
    '!../../../messages/it/expectations.json',
    '!../../../messages/it/fault.json',
    '!../../../messages/it/feedback.json',
    '!../../../messages/it/guarantee.json',
    '!../../../messages/it/mirror.json',
    '!../../../messages/it/obstacles.json',
    '!../../../messages/it/pulse.json',
    '!../../../messages/it/training.json',
    '!../../../messages/it/verify.json',
  ],
  { eager: true, import: 'default' },
)
