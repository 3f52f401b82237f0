import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Language } from '../src/contract/route.ts'
import { Names, Story } from './story.ts'

const folder = join(import.meta.dirname, 'stories')
const Stories = z.array(Story)

/** A story with its place: `it/01-pagamenti#4` is the fifth of its file. */
export type Tale = { key: string; language: Language; story: Story }

export function readTales(languages: readonly Language[]): Tale[] {
  return languages.flatMap((language) =>
    readdirSync(join(folder, language))
      .filter((name) => name.endsWith('.json') && name !== 'names.json')
      .sort()
      .flatMap((name) =>
        Stories.parse(JSON.parse(readFileSync(join(folder, language, name), 'utf8'))).map((story, index) => ({
          key: `${language}/${name.slice(0, -5)}#${index}`,
          language,
          story,
        })),
      ),
  )
}

export function readNames(language: Language): Names {
  return Names.parse(JSON.parse(readFileSync(join(folder, language, 'names.json'), 'utf8')))
}

/** All that is said in a story, for finding words in it. */
export function wordsOf(story: Story): string {
  return [
    story.subject,
    ...story.conversation.map((item) => item.text),
    ...story.doubts.flatMap((doubt) => [doubt.question, doubt.answer]),
    story.decision?.reason ?? '',
    story.support?.ask ?? '',
  ].join('\n')
}

/** Puts the first names of the two into their places in a text. */
export function fill(text: string, names: { customer: string; agent: string }): string {
  return text.replaceAll('{name}', names.customer).replaceAll('{agent}', names.agent)
}
