import { useTranslation } from 'react-i18next'
import type { DraftLevel, DraftLimit } from '../../../core/mandate/draft.ts'
import { newLeaf } from '../../../core/mandate/edit-new.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { BoundFields } from './BoundFields.tsx'
import { ConditionFields } from './ConditionFields.tsx'
import styles from './Draft.module.css'
import { FaultNote } from './FaultNote.tsx'

type LevelFieldsProps = { limit: DraftLimit; place: string; onChange: (limit: DraftLimit) => void }
type LevelName = 'trainee' | 'senior'

/** Other bounds for people of one level: nearer while they learn, further with long practice. */
export function LevelFields({ limit, place, onChange }: LevelFieldsProps) {
  const { t } = useTranslation()
  const { levels: all, ...without } = limit
  const levels = all ?? {}

  function set(level: LevelName, next: DraftLevel | undefined) {
    const { [level]: _, ...others } = levels
    const changed = next ? { ...others, [level]: next } : others
    onChange(Object.keys(changed).length > 0 ? { ...without, levels: changed } : without)
  }
  const absent = (['trainee', 'senior'] as const).filter((level) => !levels[level])
  return (
    <>
      {(['trainee', 'senior'] as const).map((level) => {
        const own = levels[level]
        if (!own) return null
        const at = `${place}.levels.${level}`
        return (
          <fieldset key={level} className={styles.level} id={at}>
            <legend className={styles.legend}>{t(`draft.level_${level}`)}</legend>
            <FaultNote place={at} />
            <FaultNote place={`${at}.when`} />
            <BoundFields
              place={at}
              measure={limit.measure}
              bounds={own.bounds}
              onChange={(bounds) => set(level, { ...own, bounds })}
            />
            {own.when && (
              <ConditionFields
                when={own.when}
                place={`${at}.when`}
                label={t('draft.level_when')}
                onChange={(when) => set(level, { ...own, when })}
              />
            )}
            <div className={styles.quiet}>
              {level === 'senior' && !own.when && (
                <ActButton
                  kind="quiet"
                  onClick={() => set(level, { ...own, when: newLeaf('years_with_client', 'number', []) })}
                >
                  {t('draft.level_when_add')}
                </ActButton>
              )}
              {own.when && (
                <ActButton
                  kind="quiet"
                  onClick={() => {
                    const { when: _, ...always } = own
                    set(level, always)
                  }}
                >
                  {t('draft.level_when_remove')}
                </ActButton>
              )}
              <ActButton kind="quiet" about={t(`draft.level_${level}`)} onClick={() => set(level, undefined)}>
                {t('draft.level_remove')}
              </ActButton>
            </div>
          </fieldset>
        )
      })}
      {absent.length > 0 && (
        <div className={styles.quiet}>
          {absent.map((level) => (
            <ActButton
              key={level}
              kind="quiet"
              // begins with the limit's own bounds: from there it is moved
              onClick={() => set(level, { bounds: limit.bounds })}
            >
              {t(`draft.level_add_${level}`)}
            </ActButton>
          ))}
        </div>
      )}
    </>
  )
}
