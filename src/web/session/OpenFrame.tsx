import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage, switchLanguage } from '../i18n.ts'
import { languages, ownNames } from '../language.ts'
import { Mark } from '../shell/Mark.tsx'
import styles from './OpenFrame.module.css'

/** The frame of pages for who is not signed in: the mark, the languages, nothing else. */
export function OpenFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={styles.frame}>
      <header className={styles.top}>
        <Mark />
        <nav className={styles.languages} aria-label={t('shell.language')}>
          {languages.map((language) => (
            <button
              key={language}
              type="button"
              lang={language}
              aria-pressed={language === currentLanguage()}
              onClick={() => switchLanguage(language)}
            >
              {ownNames[language]}
            </button>
          ))}
        </nav>
      </header>
      <main className={styles.main}>{children}</main>
    </div>
  )
}
