/** `node seeds/check.ts it` checks the stories of a language; without one, all. Exit 1 names each fault. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Names, Story } from './story.ts'

const folder = join(import.meta.dirname, 'stories')
const wanted = process.argv[2]
let stories = 0
let faults = 0
const openings = new Map<string, string>()
for (const language of readdirSync(folder).filter((name) => !wanted || name === wanted)) {
  for (const name of readdirSync(join(folder, language)).sort()) {
    const where = `${language}/${name}`
    const read = JSON.parse(readFileSync(join(folder, language, name), 'utf8')) as unknown
    if (name === 'names.json') {
      const names = Names.safeParse(read)
      if (!names.success) tellFault(`${where}\n${z.prettifyError(names.error)}`)
      continue
    }
    for (const [index, item] of (read as unknown[]).entries()) {
      stories++
      const story = Story.safeParse(item)
      if (!story.success) {
        tellFault(`${where}[${index}]\n${z.prettifyError(story.error)}`)
        continue
      }
      for (const key of [story.data.subject, story.data.conversation[0]!.text.slice(0, 60)]) {
        const before = openings.get(key)
        if (before) tellFault(`${where}[${index}] repeats ${before}: ${key}`)
        openings.set(key, `${where}[${index}]`)
      }
    }
  }
}
console.log(`${stories} stories, ${faults} faults`)
process.exit(faults ? 1 : 0)

function tellFault(text: string): void {
  faults++
  console.error(text)
}
