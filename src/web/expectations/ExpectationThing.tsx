import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Expectation } from '../../contract/expectation.ts'
import { Soft } from '../ui/Page.tsx'
import { Thing } from '../ui/Things.tsx'
import { AnswerTerm } from './AnswerTerm.tsx'
import styles from './Expectations.module.css'
import { useSaid } from './said.ts'
import { TermWords } from './TermWords.tsx'

/** One expectation in a list: whose, what, how it stands, and my word where it is awaited. */
export function ExpectationThing({ expectation }: { expectation: Expectation }) {
  const { t } = useTranslation()
  const { between, standing } = useSaid()
  const { holds, open } = expectation
  const shown = holds ?? open
  return (
    <Thing
      title={
        <Link to="/expectations/$expectationId" params={{ expectationId: expectation.id }}>
          <bdi>{shown?.result ?? t('expectations.declined_title')}</bdi>
        </Link>
      }
    >
      <p>
        <Soft>{between(expectation)}</Soft>
      </p>
      {holds && <TermWords term={holds} />}
      {expectation.standing && holds && (
        <p className={styles.standing}>{standing(expectation.standing, holds)}</p>
      )}
      {open && <AnswerTerm expectation={expectation} open={open} />}
    </Thing>
  )
}
