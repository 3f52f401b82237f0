/** The texts of one language for the pages that one goes to from the desk, in one chunk. */
export const catalogues = import.meta.glob<Record<string, string>>(
  '../../../messages/it/{account,admin,backtest,check,coaching,coaching_session,culture,draft,expectations,fault,feedback,guarantee,mirror,obstacles,overlay,pulse,review,training,verify}.json',
  { eager: true, import: 'default' },
)
