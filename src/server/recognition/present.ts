import type { Story } from '../../contract/story.ts'
import { maskNames } from '../../core/recognition/mask.ts'
import type { StoryRow } from './store.ts'

/** @param reader null: a letter, which is read by colleagues */
export function presentStory(row: StoryRow, reader: { personId: string; outside: boolean } | null): Story {
  const mine = row.agent_id === reader?.personId
  const named = row.naming === 'named'
  // the customer never agreed to be named; the agent only where they said so
  const hidden = [row.customer_name, ...(named || mine ? [] : [row.agent_name])]
  const shown = (words: string | null) => words && maskNames(words, hidden)
  return {
    id: row.id,
    clientName: row.client_name,
    siteName: row.site_name,
    power: row.power,
    customerWords: shown(row.customer_words),
    agentName: named || mine ? row.agent_name : null,
    mine,
    naming: mine ? row.naming : null,
    said: row.said.map(({ id, by, person, name, words }) => ({
      id,
      by,
      name: reader?.outside && by !== 'client' ? null : name,
      words: shown(words),
      mine: person !== null && person === reader?.personId,
    })),
    at: row.at.toISOString(),
  }
}
