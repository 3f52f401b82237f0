import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Kbd.module.css'

const mac = /Mac|iPhone|iPad/.test(navigator.platform)

/** The key beside what it does: 'j', 'mod+Enter', 'g d'. */
export function Kbd({ keys }: { keys: string }) {
  const { t } = useTranslation()
  return (
    <span className={styles.keys}>
      {keys.split(' ').map((step, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps never move, and 'g g' has the same one twice
        <Fragment key={nth}>
          {nth > 0 && <span className={styles.then}>{t('ui.keys_then')}</span>}
          {/* what is pressed together stands as on the keyboard; what comes after it, as one reads */}
          <span className={styles.keys} dir="ltr">
            {partsOf(step).map((part) => (
              <kbd className={styles.key} key={part}>
                {faceOf(part)}
              </kbd>
            ))}
          </span>
        </Fragment>
      ))}
    </span>
  )
}

function partsOf(step: string): string[] {
  return step.length > 1 ? step.split('+') : [step]
}

const faces: Record<string, string> = {
  mod: mac ? '⌘' : 'Ctrl',
  shift: '⇧',
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}

function faceOf(part: string): string {
  return faces[part] ?? (part.length === 1 && part >= 'a' && part <= 'z' ? part.toUpperCase() : part)
}
