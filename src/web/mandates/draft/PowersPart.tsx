import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { powerKinds } from '../../../core/mandate/document.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import styles from './Draft.module.css'
import { PowerSection } from './PowerSection.tsx'
import { useWriting } from './writing.ts'

/** The powers in their order; those that are not given yet stand ready below. */
export function PowersPart() {
  const { t } = useTranslation()
  const { document, edit, currencies } = useWriting()
  const free = powerKinds.filter((kind) => !document.powers.some((power) => power.kind === kind))
  const [added, setAdded] = useState<string | null>(null)
  // who adds a power goes on in it
  useEffect(() => {
    if (added) window.document.getElementById(`power-${added}`)?.focus()
  }, [added])
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{t('draft.powers')}</h2>
      {document.powers.length === 0 && <p className={styles.note}>{t('draft.powers_none')}</p>}
      {document.powers.map((power, p) => (
        <PowerSection key={power.kind} power={power} p={p} openAtFirst={power.kind === added} />
      ))}
      {free.length > 0 && (
        <div className={styles.free}>
          <p className={styles.label}>{t('draft.power_add')}</p>
          <div className={styles.more}>
            {free.map((kind) => (
              <ActButton
                key={kind}
                onClick={() => {
                  setAdded(kind)
                  edit({ edit: 'power_added', kind, currencies })
                }}
              >
                {t(`power.${kind}`)}
              </ActButton>
            ))}
          </div>
        </div>
      )}
    </section>
  )
}
