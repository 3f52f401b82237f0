import { sql } from 'kysely'
import type { Story } from '../../contract/story.ts'
import { queueMail } from '../mail/queue.ts'
import type { Work } from '../platform/db.ts'
import { translator } from '../platform/language.ts'
import type { Platform } from '../platform/platform.ts'
import type { Sweep } from '../platform/sweep.ts'
import { presentStory } from '../recognition/present.ts'
import { listTold } from '../recognition/store.ts'
import { listReaders, type Reader, takeLetter } from './store.ts'

/** On Monday morning of each site: last week's stories, to the people of its teams. */
export function letterSweep({ db, config }: Platform): Sweep {
  return {
    name: 'weekly letter',
    everyMs: 600_000,
    async run() {
      const { rows } = await sql<{ id: string }>`select list_client_ids() as id`.execute(db.kysely)
      const clientIds = rows.map(({ id }) => id)
      const readers = await db.work(clientIds, listReaders)
      // each in a transaction that sees the clients of the reader alone
      for (const reader of readers)
        await db.work(reader.clientIds, (work) => sendLetter(work, reader, config.publicUrl))
    },
  }
}

/** A week in which nothing was told has no letter. @returns whether one went out */
export async function sendLetter(work: Work, reader: Reader, publicUrl: string): Promise<boolean> {
  if (!(await takeLetter(work, reader))) return false
  const stories = (await listTold(work, reader)).map((row) => presentStory(row, null))
  if (stories.length === 0) return false
  const t = translator(reader.language)
  await queueMail(work, {
    clientId: null,
    to: reader.email,
    language: reader.language,
    kind: 'weekly_letter',
    subject: t('stories.letter_subject', { site: reader.siteName }),
    text: [
      t('stories.letter_greeting', { name: reader.name }),
      t('stories.letter_text', { site: reader.siteName }),
      ...stories.map((story) => paragraphOf(story, t)),
      `${t('stories.letter_all')}\n${publicUrl}/stories`,
      `${t('stories.letter_stop')}\n${publicUrl}/account`,
    ].join('\n\n'),
  })
  return true
}

function paragraphOf(story: Story, t: ReturnType<typeof translator>): string {
  const who = story.agentName ?? t('stories.somebody', { site: story.siteName })
  const what = story.power
    ? t('stories.of_decision', { who, what: t(`power.${story.power}`), client: story.clientName })
    : t('stories.of_words', { who, client: story.clientName })
  const quote = (words: string) => t('stories.quote', { words })
  return [
    what,
    ...(story.customerWords ? [quote(story.customerWords)] : []),
    ...story.said.flatMap(({ by, name, words }) =>
      words ? [`${quote(words)} ${name ?? t(`stories.by_${by}`)}`] : [],
    ),
  ].join('\n')
}
