import type account from '../../messages/en/account.json'
import type admin from '../../messages/en/admin.json'
import type backtest from '../../messages/en/backtest.json'
import type change from '../../messages/en/change.json'
import type check from '../../messages/en/check.json'
import type coaching from '../../messages/en/coaching.json'
import type coaching_session from '../../messages/en/coaching_session.json'
import type culture from '../../messages/en/culture.json'
import type decision from '../../messages/en/decision.json'
import type decisions from '../../messages/en/decisions.json'
import type desk from '../../messages/en/desk.json'
import type draft from '../../messages/en/draft.json'
import type expectations from '../../messages/en/expectations.json'
import type fault from '../../messages/en/fault.json'
import type feedback from '../../messages/en/feedback.json'
import type guarantee from '../../messages/en/guarantee.json'
import type home from '../../messages/en/home.json'
import type ledger from '../../messages/en/ledger.json'
import type mandates from '../../messages/en/mandates.json'
import type mirror from '../../messages/en/mirror.json'
import type obstacles from '../../messages/en/obstacles.json'
import type overlay from '../../messages/en/overlay.json'
import type passkey from '../../messages/en/passkey.json'
import type power from '../../messages/en/power.json'
import type pulse from '../../messages/en/pulse.json'
import type review from '../../messages/en/review.json'
import type rule from '../../messages/en/rule.json'
import type session from '../../messages/en/session.json'
import type shell from '../../messages/en/shell.json'
import type stories from '../../messages/en/stories.json'
import type support from '../../messages/en/support.json'
import type touchpoint from '../../messages/en/touchpoint.json'
import type training from '../../messages/en/training.json'
import type ui from '../../messages/en/ui.json'
import type verify from '../../messages/en/verify.json'

/** The nouns whose texts the web shows: one line each. Keys are typed from the English catalogue. */
type Texts = {
  account: typeof account
  admin: typeof admin
  backtest: typeof backtest
  change: typeof change
  check: typeof check
  coaching_session: typeof coaching_session
  coaching: typeof coaching
  culture: typeof culture
  decision: typeof decision
  decisions: typeof decisions
  desk: typeof desk
  draft: typeof draft
  fault: typeof fault
  feedback: typeof feedback
  guarantee: typeof guarantee
  expectations: typeof expectations
  home: typeof home
  ledger: typeof ledger
  mandates: typeof mandates
  obstacles: typeof obstacles
  mirror: typeof mirror
  overlay: typeof overlay
  passkey: typeof passkey
  power: typeof power
  pulse: typeof pulse
  review: typeof review
  rule: typeof rule
  session: typeof session
  shell: typeof shell
  stories: typeof stories
  support: typeof support
  touchpoint: typeof touchpoint
  training: typeof training
  ui: typeof ui
  verify: typeof verify
}

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Texts }
  }
}
