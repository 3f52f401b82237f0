import { useTranslation } from 'react-i18next'
import type { ScenarioDraft } from '../../contract/scenario.ts'
import { Eyebrow } from '../ui/Page.tsx'
import { Said, Words } from '../ui/Words.tsx'
import styles from './Training.module.css'

type Lines = NonNullable<ScenarioDraft['original']>

/** The original, for as long as it is needed to compare. */
export function Original({ lines, language }: { lines: Lines; language: string }) {
  const { t } = useTranslation()
  return (
    <section className={styles.original}>
      <Eyebrow as="h2">{t('training.original')}</Eyebrow>
      {lines.map(({ by, text }, nth) =>
        by === 'us' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have an order and nothing else
          <Said key={nth} lang={language}>
            <span className={styles.pre}>{text}</span>
          </Said>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have an order and nothing else
          <Words key={nth} lang={language}>
            <span className={styles.pre}>{text}</span>
          </Words>
        ),
      )}
    </section>
  )
}

/** What the anonymiser was not sure of: to be looked at by a person. */
export function Doubtful({ marks }: { marks: ScenarioDraft['doubtful'] }) {
  const { t } = useTranslation()
  const texts = [...new Set(marks.map(({ text }) => text))]
  if (texts.length === 0) return <p className={styles.soft}>{t('training.doubtful_none')}</p>
  return (
    <section>
      <Eyebrow as="h2">{t('training.doubtful')}</Eyebrow>
      <p className={styles.text}>
        {texts.map((text) => (
          <span key={text}>
            <bdi className={styles.mark}>{text}</bdi>{' '}
          </span>
        ))}
      </p>
    </section>
  )
}
