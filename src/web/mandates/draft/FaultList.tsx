import { useTranslation } from 'react-i18next'
import type { DraftDocument } from '../../../core/mandate/draft.ts'
import type { MandateFault } from '../../../core/mandate/faults.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import styles from './Draft.module.css'
import { faultWords } from './fault-words.ts'

type FaultListProps = { faults: readonly MandateFault[]; document: DraftDocument }

/** Everything that still keeps it from being submitted, each leading to its place. */
export function FaultList({ faults, document }: FaultListProps) {
  const { t } = useTranslation()
  const nameOf = usePlaceName(document)
  return (
    <div role="alert" className={styles.faults}>
      <p className={styles.label}>{t('draft.faults', { count: faults.length })}</p>
      <ul>
        {faults.map(({ place, fault }) => (
          <li key={`${place} ${fault}`}>
            <p>{t('draft.fault_at', { place: nameOf(place), fault: faultWords(t, fault) })}</p>
            <ActButton kind="quiet" about={nameOf(place)} onClick={() => goTo(place)}>
              {t('draft.fault_go')}
            </ActButton>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The nearest part of the form that has the place: the parts carry their places as ids. */
function goTo(place: string): void {
  for (let at = place; at !== ''; at = at.replace(/[.[][^.[]*$/, '')) {
    const part = window.document.getElementById(at)
    if (!part) {
      if (!/[.[]/.test(at)) return
      continue
    }
    part.scrollIntoView({ block: 'center' })
    const field = part.matches('input, select, textarea')
      ? part
      : part.querySelector<HTMLElement>(
          '[aria-invalid="true"], input:not([tabindex="-1"]), select, textarea, button',
        )
    field?.focus({ preventScroll: true })
    return
  }
}

/** "Refund, limit 2": a place of the document, for a reader. */
function usePlaceName(document: DraftDocument): (place: string) => string {
  const { t } = useTranslation()
  return (place) => {
    const [, p] = /^powers\[(\d+)\]/.exec(place) ?? []
    if (p !== undefined) {
      const power = document.powers[Number(p)]
      const name = power ? t(`power.${power.kind}`) : place
      const [, l] = /\.limits\[(\d+)\]/.exec(place) ?? []
      const scope = power?.limits[Number(l)]?.scope
      if (scope) return t('draft.of_power', { part: t(`draft.scope_${scope}`), power: name })
      if (place.includes('.conditions'))
        return t('draft.of_power', { part: t('draft.condition'), power: name })
      return name
    }
    if (place === 'teams') return t('draft.teams')
    if (place.startsWith('support')) return t('draft.minutes')
    if (place.startsWith('validity')) return t('draft.validity')
    return place.startsWith('facts') ? t('draft.facts') : place
  }
}
