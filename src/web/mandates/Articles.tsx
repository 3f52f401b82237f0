import { useTranslation } from 'react-i18next'
import type { MandateDocument } from '../../core/mandate/document.ts'
import styles from './Mandates.module.css'
import { useSaid } from './said.ts'

/** The document itself: an article for each power, and what happens beyond. */
export function Articles({ document }: { document: MandateDocument }) {
  const { t } = useTranslation()
  const said = useSaid()
  return (
    <ol className={styles.articles}>
      {document.powers.map((power) => (
        <li key={power.kind} className={styles.article}>
          <h3 className={styles.power}>{t(`power.${power.kind}`)}</h3>
          <ul className={styles.limits}>
            {said.limits(power).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </li>
      ))}
      <li className={styles.article}>
        <h3 className={styles.power}>{t('mandates.beyond_title')}</h3>
        <p>{said.beyond(document)}</p>
        {said.validity(document).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </li>
    </ol>
  )
}
