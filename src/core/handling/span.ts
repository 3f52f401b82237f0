/**
 * How long somebody worked on their contacts, told from what they did: nobody presses a button for it. Time runs
 * from one act of theirs on a contact to their next, ten minutes at most, and stops when they give the contact back
 * or put it before the customer. What lies between is guessed for nobody.
 */
export type Act = {
  contactId: string
  /** ms since the epoch */
  at: number
  /** given back, or put before the customer: time stops here */
  ends: boolean
}
/** A stretch of work on one contact; `until` is not in it. */
export type Span = { contactId: string; from: number; until: number }

/**
 * Without an act for longer than this, somebody is elsewhere: no more of a pause is counted. Our choice, stated in
 * docs/privacy.md; the longest letters of the demo world take six minutes to write.
 */
export const idleCapMs = 600_000

/** The stretches of one person's work, by contact and time; acts may come in any order. */
export function spansOf(acts: readonly Act[]): Span[] {
  const spans: Span[] = []
  for (const [contactId, own] of byContact(acts)) {
    // of one instant, what ends comes last: a reply that closes is one act
    own.sort((a, b) => a.at - b.at || Number(a.ends) - Number(b.ends))
    let before: Act | null = null
    for (const act of own) {
      if (before && !before.ends && act.at > before.at) {
        const until = Math.min(act.at, before.at + idleCapMs)
        const last = spans.at(-1)
        if (last?.contactId === contactId && last.until === before.at) last.until = until
        else spans.push({ contactId, from: before.at, until })
      }
      before = act
    }
  }
  return spans
}

export type Worked = {
  /** ms by contact; together exactly `clock` */
  byContact: Map<string, number>
  /** ms during which there was work on at least one contact */
  clock: number
  /** ms of it during which there was work on two or more at once */
  parallel: number
}

/**
 * Time shared by contacts that were worked on at once is divided evenly between them, so that the parts never add
 * up to more than the clock: anything else would count a minute twice.
 */
export function divideTime(spans: readonly Span[]): Worked {
  const edges = spans
    .flatMap(({ contactId, from, until }) => [
      { at: from, contactId, opens: true },
      { at: until, contactId, opens: false },
    ])
    .sort((a, b) => a.at - b.at)
  const worked: Worked = { byContact: new Map(), clock: 0, parallel: 0 }
  const active = new Map<string, number>()
  let since = 0
  for (const { at, contactId, opens } of edges) {
    if (active.size > 0 && at > since) {
      const passed = at - since
      worked.clock += passed
      if (active.size > 1) worked.parallel += passed
      for (const one of active.keys())
        worked.byContact.set(one, (worked.byContact.get(one) ?? 0) + passed / active.size)
    }
    since = at
    const open = (active.get(contactId) ?? 0) + (opens ? 1 : -1)
    if (open > 0) active.set(contactId, open)
    else active.delete(contactId)
  }
  return worked
}

function byContact(acts: readonly Act[]): Map<string, Act[]> {
  const own = new Map<string, Act[]>()
  for (const act of acts) {
    const known = own.get(act.contactId)
    if (known) known.push(act)
    else own.set(act.contactId, [act])
  }
  return own
}
