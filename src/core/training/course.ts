import type { Wording } from '../mandate/document.ts'

/** A question at the end of a lesson. Each answer has its reply; none is scored. */
export type Exercise = { question: Wording; answers: { text: Wording; reply: Wording }[] }
/** `text` is in the few marks of `blocksOf`. */
export type Lesson = { title: Wording; text: Wording; exercise: Exercise | null }
export type Course = { title: Wording; promise: Wording; lessons: Lesson[] }

export const courseLanguages = ['en', 'it', 'fr', 'ar'] as const
export type CourseLanguage = (typeof courseLanguages)[number]

export const noWords = (): Wording => ({ en: '', it: '', fr: '', ar: '' })

/** Which texts are still missing, by language: a course is published when nothing is, in all four. */
export function missingIn(course: Course): Record<CourseLanguage, number> {
  const missing = { en: 0, it: 0, fr: 0, ar: 0 }
  const wordings = [
    course.title,
    course.promise,
    ...course.lessons.flatMap(({ title, text, exercise }) => [
      title,
      text,
      ...(exercise
        ? [exercise.question, ...exercise.answers.flatMap(({ text: said, reply }) => [said, reply])]
        : []),
    ]),
  ]
  for (const wording of wordings)
    for (const language of courseLanguages) if (wording[language].trim() === '') missing[language]++
  return missing
}

export function isComplete(course: Course): boolean {
  return course.lessons.length > 0 && courseLanguages.every((language) => missingIn(course)[language] === 0)
}

/** The reader's language, or the first that has words. */
export function wordsIn(wording: Wording, language: CourseLanguage): string {
  return (
    [wording[language], ...courseLanguages.map((one) => wording[one])].find((text) => text.trim() !== '') ??
    ''
  )
}

export type Inline = { text: string; strong: boolean }
export type Block =
  | { kind: 'heading' | 'paragraph' | 'quote'; inline: Inline[] }
  | { kind: 'list'; items: Inline[][] }

/**
 * A lesson's text as blocks: paragraphs parted by an empty line, "- " lists, "> " somebody's words, "## " headings,
 * **strong**. Everything else is text as it stands: there is no way to write HTML.
 */
export function blocksOf(text: string): Block[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part): Block => {
      const lines = part.split('\n').map((line) => line.trim())
      if (lines.every((line) => line.startsWith('- ')))
        return { kind: 'list', items: lines.map((line) => inlineOf(line.slice(2))) }
      if (part.startsWith('## ')) return { kind: 'heading', inline: inlineOf(lines.join(' ').slice(3)) }
      if (lines.every((line) => line.startsWith('>')))
        return { kind: 'quote', inline: inlineOf(lines.map((line) => line.replace(/^>\s?/, '')).join(' ')) }
      return { kind: 'paragraph', inline: inlineOf(lines.join(' ')) }
    })
}

function inlineOf(text: string): Inline[] {
  return text
    .split(/\*\*([^*]+)\*\*/)
    .map((part, nth) => ({ text: part, strong: nth % 2 === 1 }))
    .filter((part) => part.text !== '')
}
