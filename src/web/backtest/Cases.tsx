import { useTranslation } from 'react-i18next'
import type { MandateDocument } from '../../core/mandate/document.ts'
import { SelectField } from '../ui/fields.tsx'
import { AfterTable } from './AfterTable.tsx'
import type { Against, Deeper, Known, PastShape } from './answers.ts'
import styles from './Backtest.module.css'
import { CaseList } from './CaseList.tsx'
import type { Backtest } from './use-backtest.ts'

type CasesProps = {
  clientId: string
  past: PastShape
  answer: Known
  deeper: Deeper | null
  document: MandateDocument
  inForce: MandateDocument | null
  against: Against
  onAgainst: (against: Against) => void
} & Pick<Backtest, 'page' | 'reload'>

/** The asks that end differently, to be read one by one, and what their customers did next. */
export function Cases({ answer, deeper, against, onAgainst, ...shown }: CasesProps) {
  const { t } = useTranslation()
  return (
    <section className={styles.figure} aria-labelledby="backtest-cases">
      <div className={styles.figureHead}>
        <h3 className={styles.heading} id="backtest-cases">
          {t('backtest.cases_title')}
        </h3>
        {shown.inForce && (
          <SelectField
            label={t('backtest.against')}
            value={against}
            options={(['in_force', 'happened'] as const).map((value) => ({
              value,
              label: t(`backtest.against_${value}`),
            }))}
            onChange={onAgainst}
          />
        )}
      </div>
      {deeper === null ? (
        <p className={styles.note} role="status">
          {t('backtest.working')}
        </p>
      ) : (
        <>
          {(['gained', 'lost'] as const).map((which) => (
            <CaseList key={`${which} ${answer.nth}`} which={which} total={deeper[which]} {...shown} />
          ))}
          <AfterTable after={deeper.after} />
        </>
      )}
    </section>
  )
}
