import type account from '../../messages/en/account.json'
import type decision from '../../messages/en/decision.json'
import type desk from '../../messages/en/desk.json'
import type power from '../../messages/en/power.json'
import type session from '../../messages/en/session.json'
import type shell from '../../messages/en/shell.json'
import type ui from '../../messages/en/ui.json'

/** The nouns whose texts the web shows: one line each. Keys are typed from the English catalogue. */
type Texts = {
  account: typeof account
  decision: typeof decision
  desk: typeof desk
  power: typeof power
  session: typeof session
  shell: typeof shell
  ui: typeof ui
}

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Texts }
  }
}
