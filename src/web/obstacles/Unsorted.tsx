import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Obstacle } from '../../contract/obstacle.ts'
import { obstacleKinds } from '../../core/obstacle/kinds.ts'
import { useAct, useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { CheckField, SelectField, TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { noOwner, OwnerField, ownerIn } from './Owner.tsx'

/** What agents ran into and nobody has yet: put together what is the same, and give it an owner and a day. */
export function Unsorted({ open }: { open: readonly Obstacle[] }) {
  const { t } = useTranslation()
  const unsorted = useRead('obstacle.listUnsorted')
  const create = useAct('obstacle.create', { refreshes: ['home.'] })
  const add = useAct('obstacle.addRequests', { refreshes: ['home.'] })
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [same, setSame] = useState('')
  const [kind, setKind] = useState<Obstacle['kind']>('system')
  const [draft, keep, drop] = useKept('obstacles.begun', { title: '', promisedOn: '', owner: noOwner })
  const { title, promisedOn, owner } = draft
  const whose = ownerIn(owner)
  const items = unsorted.data?.items ?? []
  if (items.length === 0) return null
  const first = items.find(({ id }) => chosen.includes(id))
  const fits = (one: (typeof items)[number]) =>
    !first || (one.clientId === first.clientId && one.siteId === first.siteId)
  function done() {
    setChosen([])
    drop()
    setSame('')
  }
  const isNew = same === ''
  return (
    <Sheet title={t('obstacles.unsorted_title')}>
      <Form
        faults={{
          chosen: chosen.length === 0 && t('obstacles.choose_needed'),
          title: isNew && !title.trim() && t('obstacles.title_needed'),
          owner: isNew && !whose && t('obstacles.owner_needed'),
          day: isNew && !promisedOn && t('obstacles.day_needed'),
        }}
        onSubmit={() => {
          const requestIds = [...chosen]
          if (isNew && whose)
            create.run({ body: { requestIds, kind, title: title.trim(), ...whose, promisedOn } }, done)
          else if (!isNew) add.run({ params: { obstacleId: same }, body: { requestIds } }, done)
        }}
      >
        {(shown) => (
          <>
            {items.map((one) => (
              <CheckField
                key={one.id}
                label={<bdi>{one.reason}</bdi>}
                hint={`${one.clientName} · ${one.teamName}`}
                checked={chosen.includes(one.id)}
                disabled={!fits(one)}
                onChange={(checked) =>
                  setChosen(checked ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))
                }
              />
            ))}
            {shown.chosen && <p role="alert">{shown.chosen}</p>}
            {open.length > 0 && (
              <SelectField
                label={t('obstacles.same_label')}
                options={[
                  { value: '', label: t('obstacles.same_new') },
                  ...open.map((one) => ({ value: one.id, label: one.title })),
                ]}
                value={same}
                onChange={setSame}
              />
            )}
            {isNew && (
              <>
                <SelectField
                  label={t('obstacles.kind_label')}
                  options={obstacleKinds.map((value) => ({ value, label: t(`obstacles.kind_${value}`) }))}
                  value={kind}
                  onChange={setKind}
                />
                <TextField
                  label={t('obstacles.title_label')}
                  maxLength={200}
                  value={title}
                  onChange={(typed) => keep({ ...draft, title: typed })}
                  error={shown.title}
                />
                <OwnerField
                  owner={owner}
                  onChange={(next) => keep({ ...draft, owner: next })}
                  error={shown.owner}
                />
                <TextField
                  label={t('obstacles.day_label')}
                  type="date"
                  value={promisedOn}
                  onChange={(day) => keep({ ...draft, promisedOn: day })}
                  error={shown.day}
                />
              </>
            )}
            <ProblemNote problem={create.problem ?? add.problem} />
            <Row>
              <ActButton type="submit" busy={create.busy || add.busy}>
                {t('obstacles.open')}
              </ActButton>
            </Row>
          </>
        )}
      </Form>
    </Sheet>
  )
}
