import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../contract/person.ts'
import { levels, powerKinds } from '../../core/mandate/document.ts'
import { useAct, useRead } from '../queries.ts'
import { SelectField } from '../ui/fields.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import styles from './Admin.module.css'

/** How far one person has come with each power. Each choice holds at once, and the ledger tells it. */
export function Levels({ person }: { person: Person }) {
  const { t } = useTranslation()
  const params = { personId: person.id }
  const shown = useRead('person.listLevels', { params })
  const set = useAct('person.setLevel')
  const [told, setTold] = useState('')
  const decides = person.assignments.some(({ role }) => role === 'agent' || role === 'coach')
  if (!decides) return null
  if (!shown.data) return <Loading of={shown} />
  const { items } = shown.data
  return (
    <section className={styles.levels} aria-labelledby="levels">
      <h3 className={styles.name} id="levels">
        {t('admin.levels')}
      </h3>
      <p>{t('admin.levels_lead')}</p>
      <div className={styles.levelFields}>
        {powerKinds.map((power) => (
          <SelectField
            key={power}
            label={t(`power.${power}`)}
            options={levels.map((value) => ({ value, label: t(`admin.level_${value}`) }))}
            value={items.find((one) => one.power === power)?.level ?? 'full'}
            onChange={(level) =>
              set.run({ params: { ...params, power }, body: { level } }, () =>
                setTold(
                  t('admin.level_told', { power: t(`power.${power}`), level: t(`admin.level_${level}`) }),
                ),
              )
            }
          />
        ))}
      </div>
      <p role="status">{told}</p>
      <ProblemNote problem={set.problem} />
    </section>
  )
}
