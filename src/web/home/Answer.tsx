import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../ui/Page.tsx'
import styles from './Home.module.css'

/** What a role's home gets: whether it leads the page, its figures, and over how many days they are. */
export type RoleHome<Figures> = { first: boolean; home: Figures; days: number }

type AnswerProps = { first: boolean; sentence: string; lead?: ReactNode; children?: ReactNode }

/** The answer to a role's question: a sentence, how we know, and then things. A second role's follows below. */
export function Answer({ first, sentence, lead, children }: AnswerProps) {
  const { t } = useTranslation()
  if (first)
    return (
      <Page title={t('home.nav')} sentence={sentence} lead={lead}>
        {children}
      </Page>
    )
  return (
    <section className={styles.also}>
      <h2 className={styles.sentence}>{sentence}</h2>
      {lead && <p className={styles.lead}>{lead}</p>}
      <div className={styles.body}>{children}</div>
    </section>
  )
}
