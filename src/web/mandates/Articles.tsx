import { useTranslation } from 'react-i18next'
import type { MandateDocument, Power } from '../../core/mandate/document.ts'
import { sayFact } from '../../core/mandate/say-condition.ts'
import { currentLanguage } from '../i18n.ts'
import { languages, ownNames } from '../language.ts'
import { useSaying } from '../ui/saying.ts'
import styles from './Mandates.module.css'
import { useSaid } from './said.ts'

/** The document itself: an article for each power, and what happens beyond. */
export function Articles({ document }: { document: MandateDocument }) {
  const { t } = useTranslation()
  const said = useSaid()
  const say = useSaying()
  const facts = document.facts ?? []
  return (
    <ol className={styles.articles}>
      {document.powers.length === 0 && (
        <li className={styles.article}>
          <h3 className={styles.power}>{t('mandates.withdrawn_title')}</h3>
          <p>{t('mandates.withdrawn')}</p>
        </li>
      )}
      {document.powers.map((power) => (
        <li key={power.kind} className={styles.article}>
          <h3 className={styles.power}>{t(`power.${power.kind}`)}</h3>
          <ul className={styles.limits}>
            {said.limits(power).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <Words power={power} />
        </li>
      ))}
      <li className={styles.article}>
        <h3 className={styles.power}>{t('mandates.beyond_title')}</h3>
        <p>{said.beyond(document)}</p>
        {said.validity(document).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </li>
      {facts.length > 0 && (
        <li className={styles.article}>
          <h3 className={styles.power}>{t('mandates.facts_title')}</h3>
          <ul className={styles.limits}>
            {facts.map(({ name, type }) => (
              <li key={name}>{t(`mandates.fact_${type}`, { fact: say(sayFact(name)) })}</li>
            ))}
          </ul>
        </li>
      )}
    </ol>
  )
}

/** What agents and customers read with it: in the reader's language, and one press away in all four that are signed. */
function Words({ power: { wording = {} } }: { power: Power }) {
  const { t } = useTranslation()
  return (['agents', 'customers'] as const).map((reader) => {
    const words = wording[reader]
    return (
      words && (
        <div key={reader} className={styles.words}>
          <p>{t(`mandates.wording_${reader}`, { words: words[currentLanguage()] })}</p>
          <details>
            <summary>{t('mandates.wording_all')}</summary>
            <dl>
              {languages.map((language) => (
                <div key={language}>
                  <dt>{ownNames[language]}</dt>
                  <dd lang={language} dir="auto">
                    {words[language]}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        </div>
      )
    )
  })
}
