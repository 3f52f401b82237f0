import { sql } from 'kysely'
import { type Language, languages } from '../../contract/route.ts'
import { stateOfSession } from '../../core/coaching-session/session.ts'
import { queueMail } from '../mail/queue.ts'
import type { Work } from '../platform/db.ts'
import { translator } from '../platform/language.ts'
import type { Platform } from '../platform/platform.ts'
import type { Sweep } from '../platform/sweep.ts'
import { eventsOf, findSession, insertEvent, lockSession, type SessionRow, talkAs } from './store.ts'

/** Reminds both the day before, once. */
export function reminderSweep({ db, config }: Platform): Sweep {
  return {
    name: 'coaching reminders',
    everyMs: 60_000,
    run: async () => {
      const { rows } = await sql<{ id: string }>`select list_client_ids() as id`.execute(db.kysely)
      for (const { id } of rows) {
        const due = await db.work([id], async ({ tx, now }) => {
          const found = await sql<{ session_id: string; reader_id: string }>`
            select session_id, reader_id from list_coaching_reminders(${id}, ${now})`.execute(tx)
          return found.rows
        })
        for (const one of due) await db.work([id], (work) => remindSession(work, one, config.publicUrl))
      }
    },
  }
}

/** Writes to both and says so in the session, so that no other process does it again. */
async function remindSession(
  work: Work,
  { session_id, reader_id }: { session_id: string; reader_id: string },
  publicUrl: string,
): Promise<void> {
  await talkAs(work.tx, reader_id)
  await lockSession(work.tx, session_id)
  const row = await findSession(work.tx, reader_id, session_id)
  // agreed anew, called off or reminded meanwhile
  if (
    row?.events.findLast(({ kind }) => kind === 'date_agreed' || kind === 'reminded')?.kind !== 'date_agreed'
  )
    return
  const { date } = stateOfSession(eventsOf(row.events))
  if (!date) return
  await insertEvent(work, row, row.events.length + 1, { kind: 'reminded', side: null })
  const people = await work.tx
    .selectFrom('person')
    .select(['id', 'name', 'email', 'language'])
    .where('id', 'in', [row.agent_id, row.coach_id])
    .where('active', '=', true)
    .orderBy('id')
    .execute()
  for (const person of people) await queueReminder(work, row, person, date.startsAt, publicUrl)
}

async function queueReminder(
  work: Work,
  row: SessionRow,
  person: { id: string; name: string; email: string; language: string },
  startsAt: number,
  publicUrl: string,
): Promise<void> {
  const language = languages.find((one) => one === person.language) ?? 'en'
  const t = translator(language)
  const words = {
    name: person.name,
    other: person.id === row.agent_id ? row.coach_name : row.agent_name,
    when: sayWhen(startsAt, language, row.time_zone),
    link: `${publicUrl}/coaching/sessions/${row.id}`,
  }
  await queueMail(work, {
    clientId: null,
    to: person.email,
    language,
    kind: 'coaching_reminder',
    subject: t('mail.coaching_reminder_subject', words),
    text: t('mail.coaching_reminder_text', words),
  })
}

function sayWhen(at: number, language: Language, timeZone: string): string {
  const tag = { it: 'it-IT', fr: 'fr-FR', en: 'en-GB', ar: 'ar-TN-u-nu-latn' }[language]
  return new Intl.DateTimeFormat(tag, {
    calendar: 'gregory',
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at)
}
