import { useTranslation } from 'react-i18next'
import { useAct, useRead } from '../queries.ts'
import { CheckField } from '../ui/fields.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'

/** The weekly letter: mine to stop and to have again. */
export function Letter() {
  const { t } = useTranslation()
  const letter = useRead('letter.show')
  const update = useAct('letter.update')
  if (!letter.data) return <Loading of={letter} />
  return (
    <>
      <CheckField
        label={t('stories.letter_wanted')}
        hint={t('stories.letter_hint')}
        checked={letter.data.wanted}
        disabled={update.busy}
        onChange={(wanted) => update.run({ body: { wanted } })}
      />
      <ProblemNote problem={update.problem} />
    </>
  )
}
