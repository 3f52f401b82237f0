import { useTranslation } from 'react-i18next'
import type { Level } from '../../core/mandate/document.ts'
import { useRead } from '../queries.ts'
import { useFormat } from '../ui/format.ts'
import { Loading } from '../ui/States.tsx'
import styles from './Account.module.css'

/** How far I have come with each power, and what that means: told to me alone. */
export function Levels() {
  const { t } = useTranslation()
  const { list } = useFormat()
  const levels = useRead('account.listLevels')
  if (!levels.data) return <Loading of={levels} />
  const { items } = levels.data
  const at = (level: Level) =>
    items.filter((one) => one.level === level).map(({ power }) => `\u2068${t(`power.${power}`)}\u2069`)
  const [trainee, senior] = [at('trainee'), at('senior')]
  return (
    <>
      {trainee.length > 0 && (
        <p className={styles.text}>{t('account.level_trainee', { powers: list(trainee) })}</p>
      )}
      {senior.length > 0 && (
        <p className={styles.text}>{t('account.level_senior', { powers: list(senior) })}</p>
      )}
      <p className={styles.text}>{t(items.length > 0 ? 'account.level_full_rest' : 'account.level_full')}</p>
      <p className={styles.text}>{t('account.level_private')}</p>
    </>
  )
}
