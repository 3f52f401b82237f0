import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Obstacle } from '../../contract/obstacle.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextAreaField, TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { noOwner, type OwnerDraft, OwnerField, ownerIn, ownerKey } from './Owner.tsx'

/** Out of the way, or promised anew: another owner, another day. */
export function Remove({ obstacle }: { obstacle: Obstacle }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'removal' | 'promise' | null>(null)
  if (open === null)
    return (
      <Row>
        <ActButton about={obstacle.title} onClick={() => setOpen('removal')}>
          {t('obstacles.remove')}
        </ActButton>
        <ActButton kind="quiet" about={obstacle.title} onClick={() => setOpen('promise')}>
          {t('obstacles.change')}
        </ActButton>
      </Row>
    )
  const leave = () => setOpen(null)
  return open === 'removal' ? (
    <Removal obstacle={obstacle} onLeave={leave} />
  ) : (
    <Promised obstacle={obstacle} onLeave={leave} />
  )
}

type PartProps = { obstacle: Obstacle; onLeave: () => void }

function Removal({ obstacle, onLeave }: PartProps) {
  const { t } = useTranslation()
  const [words, keep, drop] = useKept(`obstacles.${obstacle.id}`, '')
  const remove = useAct('obstacle.remove', { refreshes: ['support.', 'home.'] })
  return (
    <Form
      faults={{ words: !words.trim() && t('obstacles.words_needed') }}
      onSubmit={() =>
        remove.run({ params: { obstacleId: obstacle.id }, body: { words: words.trim() } }, drop)
      }
    >
      {(shown) => (
        <>
          <TextAreaField
            label={t('obstacles.words_label')}
            hint={t('obstacles.words_hint')}
            autoFocus
            maxLength={1000}
            value={words}
            onChange={keep}
            error={shown.words}
          />
          <ProblemNote problem={remove.problem} />
          <Row>
            <ActButton kind="you" type="submit" busy={remove.busy}>
              {t('obstacles.remove')}
            </ActButton>
            <ActButton kind="quiet" onClick={onLeave}>
              {t('obstacles.leave')}
            </ActButton>
          </Row>
        </>
      )}
    </Form>
  )
}

function Promised({ obstacle, onLeave }: PartProps) {
  const { t } = useTranslation()
  const [owner, setOwner] = useState<OwnerDraft>({ ...noOwner, chosen: ownerKey(obstacle) })
  const whose = ownerIn(owner)
  const [promisedOn, setDay] = useState(obstacle.promisedOn)
  const update = useAct('obstacle.update', { refreshes: ['home.'] })
  return (
    <Form
      faults={{
        owner: !whose && t('obstacles.owner_needed'),
        day: !promisedOn && t('obstacles.day_needed'),
      }}
      onSubmit={() =>
        update.run({ params: { obstacleId: obstacle.id }, body: { ...whose, promisedOn } }, onLeave)
      }
    >
      {(shown) => (
        <>
          <OwnerField owner={owner} onChange={setOwner} error={shown.owner} />
          <TextField
            label={t('obstacles.day_label')}
            type="date"
            value={promisedOn}
            onChange={setDay}
            error={shown.day}
          />
          <ProblemNote problem={update.problem} />
          <Row>
            <ActButton type="submit" busy={update.busy}>
              {t('obstacles.save')}
            </ActButton>
            <ActButton kind="quiet" onClick={onLeave}>
              {t('obstacles.leave')}
            </ActButton>
          </Row>
        </>
      )}
    </Form>
  )
}
