import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DraftPower, writtenSoFar } from '../../../core/mandate/draft.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { useSaid } from '../said.ts'
import styles from './Draft.module.css'
import { PowerFields } from './PowerFields.tsx'
import { useWriting } from './writing.ts'

type PowerSectionProps = { power: DraftPower; p: number; openAtFirst: boolean }

/** One power: the sentences that it makes; opened, the fields that make them. */
export function PowerSection({ power, p, openAtFirst }: PowerSectionProps) {
  const { t } = useTranslation()
  const said = useSaid()
  const id = useId()
  const { document, edit, hasFault } = useWriting()
  const [open, setOpen] = useState(openAtFirst)
  const place = `powers[${p}]`
  // what is wrong must be seen to be put right; put right, it stays open under who writes there
  if (!open && hasFault(place)) setOpen(true)
  const name = t(`power.${power.kind}`)
  const [complete] = writtenSoFar({ ...document, powers: [power] }, null).powers
  return (
    <section className={styles.power} id={place} aria-labelledby={`power-${power.kind}`}>
      <div className={styles.powerHead}>
        <h3 className={styles.powerName} id={`power-${power.kind}`} tabIndex={-1}>
          {name}
        </h3>
        <div className={styles.quiet}>
          <ActButton kind="quiet" about={name} expanded={open} controls={id} onClick={() => setOpen(!open)}>
            {t(open ? 'draft.power_close' : 'draft.power_open')}
          </ActButton>
          {p > 0 && (
            <ActButton
              kind="quiet"
              about={name}
              onClick={() => edit({ edit: 'power_moved', power: p, by: -1 })}
            >
              {t('draft.move_up')}
            </ActButton>
          )}
          {p < document.powers.length - 1 && (
            <ActButton
              kind="quiet"
              about={name}
              onClick={() => edit({ edit: 'power_moved', power: p, by: 1 })}
            >
              {t('draft.move_down')}
            </ActButton>
          )}
          <ActButton kind="quiet" about={name} onClick={() => edit({ edit: 'power_removed', power: p })}>
            {t('draft.power_remove')}
          </ActButton>
        </div>
      </div>
      <div id={id}>
        {open ? (
          <PowerFields power={power} p={p} />
        ) : (
          <ul className={styles.read}>
            {complete && said.limits(complete).map((sentence) => <li key={sentence}>{sentence}</li>)}
          </ul>
        )}
      </div>
    </section>
  )
}
