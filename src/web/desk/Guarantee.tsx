import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../i18n.ts'
import { intlTags } from '../language.ts'
import { useSession } from '../session.tsx'
import { dateFormat } from '../ui/intl.ts'
import styles from './May.module.css'
import type { Mandate } from './powers.ts'

/** Law 3 in a sentence, and the paper it stands on. */
export function Guarantee({ mandate }: { mandate: Mandate }) {
  const { t } = useTranslation()
  const signed = useSignedOn(mandate)
  return (
    <p className={styles.keep}>
      <strong>{t('desk.guarantee')}</strong> {t('desk.guarantee_what')} {signed}
    </p>
  )
}

/** "Mandate 7, signed by the client (2 November 2026)." The whole date: one may have to show it. */
export function useSignedOn({ number, signedByClientAt }: Mandate): string {
  const { t } = useTranslation()
  const { person } = useSession()
  const format = dateFormat(intlTags[currentLanguage()], {
    calendar: 'gregory',
    dateStyle: 'long',
    timeZone: person.timeZone,
  })
  return t('desk.mandate_signed', { number, date: format.format(new Date(signedByClientAt)) })
}
