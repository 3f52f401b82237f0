import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Expectation, ExpectationTerm } from '../../contract/expectation.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { TextAreaField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row, Soft } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { TermWords } from './TermWords.tsx'

/** A wording that awaits somebody: mine to agree to or decline with a word why, or the other's. */
export function AnswerTerm({ expectation, open }: { expectation: Expectation; open: ExpectationTerm }) {
  const { t } = useTranslation()
  const answer = useAct('expectation.answer')
  const [declining, setDeclining] = useState(false)
  const [words, keep, drop] = useKept(`expectation.${expectation.id}.${open.number}`, '')
  const [tried, setTried] = useState(false)
  const params = { expectationId: expectation.id, number: open.number }

  function decline() {
    setTried(true)
    if (!words.trim()) return
    answer.run({ params, body: { agrees: false, words: words.trim() } }, drop)
  }
  if (!expectation.awaitsMe)
    return (
      <p>
        <Soft>{t(open.ends ? 'expectations.awaits_other_end' : 'expectations.awaits_other')}</Soft>
      </p>
    )
  return (
    <Sheet emphasis="you" eyebrow={t('expectations.your_word')}>
      <p>
        {t(
          open.ends
            ? 'expectations.proposes_end'
            : expectation.holds
              ? 'expectations.proposes_change'
              : 'expectations.proposes',
          { name: open.writtenBy },
        )}
      </p>
      {!open.ends && (
        <>
          {expectation.holds && (
            <p>
              <bdi>{open.result}</bdi>
            </p>
          )}
          <TermWords term={open} />
        </>
      )}
      <ProblemNote problem={answer.problem} />
      {declining ? (
        <>
          <TextAreaField
            label={t('expectations.why_not', { name: open.writtenBy })}
            rows={2}
            autoFocus
            maxLength={1000}
            value={words}
            onChange={keep}
            onSubmit={decline}
            error={tried && !words.trim() ? t('expectations.why_not_needed') : undefined}
          />
          <Row>
            <ActButton busy={answer.busy} keys="mod+Enter" onClick={decline}>
              {t('expectations.decline_do')}
            </ActButton>
            <ActButton kind="quiet" onClick={() => setDeclining(false)}>
              {t('expectations.leave')}
            </ActButton>
          </Row>
        </>
      ) : (
        <Row>
          <ActButton
            kind="you"
            busy={answer.busy}
            about={open.result}
            onClick={() => answer.run({ params, body: { agrees: true } })}
          >
            {t(open.ends ? 'expectations.agree_end' : 'expectations.agree')}
          </ActButton>
          <ActButton kind="quiet" about={open.result} onClick={() => setDeclining(true)}>
            {t('expectations.decline')}
          </ActButton>
        </Row>
      )}
    </Sheet>
  )
}
