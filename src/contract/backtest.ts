import { z } from 'zod'
import { powerKinds } from '../core/mandate/document.ts'
import { id, instant, money, routes } from './route.ts'

/** A past ask, with what it takes to open it. */
export const pastCase = z.strictObject({
  /** its row in the history file */
  row: z.int(),
  at: instant,
  subject: z.string(),
  customerName: z.string(),
  teamName: z.string(),
  power: z.enum(powerKinds),
  amount: money,
  days: z.int().nullable(),
  /** why the agent decided, or asked; null where this reader may not read it */
  reason: z.string().nullable(),
  /** where this reader may look closer: the contact itself, or the decision alone */
  contactId: id.nullable(),
  decisionId: id.nullable(),
})
export type PastCase = z.infer<typeof pastCase>

export const historyMedia = 'application/vnd.cartabianca.history'
/** Cases opened at once: what a screen shows. */
export const mostCases = 50

export const backtestRoutes = routes({
  'backtest.history': {
    method: 'GET',
    path: '/backtest/history',
    access: 'backtest.run',
    summary:
      'The past asks of a client in order of time, as a columnar file (docs/backtest.md): those of my teams for a manager. Nobody is named in it. With an ETag that changes with the next ask',
    query: z.strictObject({ clientId: id }),
    status: 200,
    sends: historyMedia,
    perMinute: 60,
  },
  'backtest.openCases': {
    method: 'POST',
    path: '/backtest/cases',
    access: 'backtest.run',
    summary:
      'Rows of the history file as cases one can read. Rows of another file than the one named by `history` are refused with `history_outdated`',
    body: z.strictObject({
      clientId: id,
      /** the file's ETag, without quotes */
      history: z.string().regex(/^[0-9a-f]{32}$/),
      rows: z.array(z.int().min(0)).min(1).max(mostCases),
    }),
    status: 200,
    returns: z.strictObject({ items: z.array(pastCase) }),
  },
})
