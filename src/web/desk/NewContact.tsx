import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../contract/customer.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Form } from '../ui/Form.tsx'
import { TextAreaField, TextField } from '../ui/fields.tsx'
import { Row, Soft } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { useAtOnce } from './at-once.ts'
import { useDraft } from './drafts.ts'
import { FindCustomer } from './FindCustomer.tsx'
import styles from './NewContact.module.css'
import { TeamAndTouchpoint, useTeams } from './TeamAndTouchpoint.tsx'
import { deskPath } from './taking.ts'

type NewContactProps = { open: boolean; onClose: () => void }

/** A contact opened by hand: somebody is on the phone. First who, then what they say. */
export function NewContact({ open, onClose }: NewContactProps) {
  const { t } = useTranslation()
  const [customer, setCustomer] = useState<Customer | null>(null)
  return (
    <Dialog open={open} onClose={onClose} title={t('desk.new')} wide>
      {/* the dialog focuses what is marked so; a place cannot take the focus, so the field that asks for it keeps it */}
      <div className={styles.new} data-autofocus>
        {!customer && <FindCustomer onFound={setCustomer} />}
        {customer && (
          <>
            <Row end>
              <p>
                <bdi className={styles.who}>{customer.name}</bdi>{' '}
                <Soft small>
                  <bdi>{customer.phone ?? customer.email}</bdi>
                </Soft>
              </p>
              <ActButton kind="quiet" onClick={() => setCustomer(null)}>
                {t('desk.other_customer')}
              </ActButton>
            </Row>
            <Matter
              customer={customer}
              onOpened={() => {
                setCustomer(null)
                onClose()
              }}
            />
          </>
        )}
      </div>
    </Dialog>
  )
}

function Matter({ customer, onOpened }: { customer: Customer; onOpened: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { teams, touchpoints } = useTeams(customer.clientId)
  const [chosen, setChosen] = useState({ teamId: '', touchpoint: '' })
  const place = {
    teamId: chosen.teamId || (teams[0]?.id ?? ''),
    touchpoint: chosen.touchpoint || (touchpoints[0] ?? ''),
  }
  // one call at a time: a draft that outlives an accident with the page
  const subject = useDraft(`new.${customer.id}.subject`)
  const words = useDraft(`new.${customer.id}.words`)
  const doubts = useDraft(`new.${customer.id}.doubts`)
  const note = useDraft(`new.${customer.id}.note`)
  const create = useAct('contact.create')
  const atOnce = useAtOnce()

  function open() {
    atOnce(async () => {
      const made = await create.runAsync({
        body: {
          customerId: customer.id,
          ...place,
          channel: 'phone',
          subject: subject.text.trim(),
          words: words.text.trim(),
          note: note.text.trim() || undefined,
          doubts: linesOf(doubts.text),
        },
      })
      for (const draft of [subject, words, doubts, note]) draft.clear()
      onOpened()
      void navigate({ to: deskPath, params: { contactId: made.id } as never })
    })
  }
  return (
    <Form
      faults={{
        subject: !subject.text.trim() && t('desk.subject_needed'),
        words: !words.text.trim() && t('desk.words_needed'),
        doubts: doubtsFault(doubts.text) && t('desk.doubts_limit'),
      }}
      onSubmit={open}
    >
      {(fault) => (
        <>
          <TextField
            label={t('desk.subject')}
            hint={t('desk.subject_hint')}
            maxLength={160}
            autoFocus
            value={subject.text}
            onChange={subject.write}
            error={fault.subject}
          />
          <TextAreaField
            label={t('desk.words')}
            hint={t('desk.words_hint')}
            maxLength={20_000}
            value={words.text}
            onChange={words.write}
            error={fault.words}
            onSubmit={open}
          />
          <TextAreaField
            label={t('desk.doubts')}
            hint={t('desk.doubts_lines')}
            rows={2}
            value={doubts.text}
            onChange={doubts.write}
            error={fault.doubts}
          />
          <TextAreaField
            label={t('desk.note')}
            hint={t('desk.note_hint')}
            rows={2}
            maxLength={20_000}
            value={note.text}
            onChange={note.write}
          />
          <TeamAndTouchpoint teams={teams} touchpoints={touchpoints} value={place} onChange={setChosen} />
          <ProblemNote problem={create.problem} />
          <ActButton type="submit" busy={create.busy}>
            {t('desk.open_contact')}
          </ActButton>
        </>
      )}
    </Form>
  )
}

/** One doubt a line. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** The contract's bounds: ten doubts of 300 characters. */
function doubtsFault(text: string): boolean {
  const lines = linesOf(text)
  return lines.length > 10 || lines.some((line) => line.length > 300)
}
