import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { InlineForm } from '../desk/InlineForm.tsx'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextAreaField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'

type What =
  | { of: 'decision'; decisionId: string }
  | { of: 'contact'; contactId: string }
  | { of: 'story'; storyId: string }

/** Says in one's own words what was good about it. */
export function Celebrate({ of, label }: { of: What; label: string }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const key = of.of === 'decision' ? of.decisionId : of.of === 'contact' ? of.contactId : of.storyId
  const [words, keep, drop] = useKept(`stories.${key}`, '')
  const celebrate = useAct('story.celebrate')
  if (celebrate.done && !open) return <p role="status">{t('stories.celebrated')}</p>
  if (!open)
    return (
      <Row>
        <ActButton kind="quiet" onClick={() => setOpen(true)}>
          {label}
        </ActButton>
      </Row>
    )
  return (
    <InlineForm onCancel={() => setOpen(false)}>
      <Form
        faults={{ words: !words.trim() && t('stories.words_needed') }}
        onSubmit={() =>
          celebrate.run({ body: { ...of, words: words.trim() } }, () => {
            drop()
            setOpen(false)
          })
        }
      >
        {(shown) => (
          <>
            <TextAreaField
              label={t('stories.words_label')}
              hint={t('stories.words_hint')}
              autoFocus
              maxLength={1000}
              value={words}
              onChange={keep}
              error={shown.words}
            />
            <ProblemNote problem={celebrate.problem} />
            <Row>
              <ActButton type="submit" busy={celebrate.busy}>
                {t('stories.send')}
              </ActButton>
              <ActButton kind="quiet" keys="Escape" onClick={() => setOpen(false)}>
                {t('stories.leave')}
              </ActButton>
            </Row>
          </>
        )}
      </Form>
    </InlineForm>
  )
}
