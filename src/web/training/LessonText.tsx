import { blocksOf, type Inline } from '../../core/training/course.ts'
import styles from './Training.module.css'

/** A lesson's few marks as elements. Text is text: there is no way for HTML to get in. */
export function LessonText({ text }: { text: string }) {
  return (
    <div className={styles.lesson} dir="auto">
      {blocksOf(text).map((block, nth) => {
        const key = `${nth}:${block.kind}`
        if (block.kind === 'list')
          return (
            <ul key={key}>
              {block.items.map((item) => (
                <li key={item.map(({ text: said }) => said).join('')}>
                  <Inlines inline={item} />
                </li>
              ))}
            </ul>
          )
        const inside = <Inlines key={key} inline={block.inline} />
        if (block.kind === 'heading') return <h3 key={key}>{inside}</h3>
        return block.kind === 'quote' ? (
          <blockquote key={key}>{inside}</blockquote>
        ) : (
          <p key={key}>{inside}</p>
        )
      })}
    </div>
  )
}

function Inlines({ inline }: { inline: Inline[] }) {
  return inline.map(({ text, strong }) =>
    strong ? <strong key={text}>{text}</strong> : <span key={text}>{text}</span>,
  )
}
