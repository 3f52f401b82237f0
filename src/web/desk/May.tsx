import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import type { Decision } from '../../contract/decision.ts'
import type { Authority } from '../../contract/mandate.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { useRead } from '../queries.ts'
import { useKeys } from '../ui/keys.ts'
import { Eyebrow } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { CustomerNote } from './CustomerNote.tsx'
import { Guarantee } from './Guarantee.tsx'
import { Made } from './Made.tsx'
import styles from './May.module.css'
import { isolated } from './naming.ts'
import { Obstacle } from './Obstacle.tsx'
import { OpenSupport } from './OpenSupport.tsx'
import { PowerForm } from './PowerForm.tsx'
import { PowerSheet } from './PowerSheet.tsx'
import { type Mandate, usePowers } from './powers.ts'
import { useReveal } from './sides.ts'

/** The third column: what I may do right now, for this customer; and who this customer is. */
export function May({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation()
  const authority = useRead('mandate.authority', { params: { contactId: contact.id } })
  const name = isolated(contact.customer.name)
  return (
    <>
      <Eyebrow as="h2">{t('desk.may_for', { name })}</Eyebrow>
      {!authority.data && <Loading of={authority} />}
      {authority.data && !authority.data.mandate && (
        <EmptyState title={t('desk.no_mandate')}>{t('desk.no_mandate_what')}</EmptyState>
      )}
      {authority.data?.mandate && (
        <Powers contact={contact} authority={authority.data} mandate={authority.data.mandate} />
      )}
      <CustomerNote contact={contact} />
    </>
  )
}

type PowersProps = { contact: ContactDetail; authority: Authority; mandate: Mandate }

function Powers({ contact, authority, mandate }: PowersProps) {
  const { t } = useTranslation()
  const { powers, weigh } = usePowers(authority, mandate)
  const [open, setOpen] = useState<PowerKind | 'obstacle' | null>(null)
  const [made, setMade] = useState<Decision | null>(null)
  const workable = contact.mine && contact.state !== 'closed'
  const shown = workable ? open : null
  const close = () => setOpen(null)
  const reveal = useReveal()
  const group = t('desk.keys_powers')
  useKeys([
    ...powers.map(({ key, kind }) => ({
      keys: key,
      label: t(`power.${kind}`),
      group,
      off: !workable,
      run: () => reveal('may', () => setOpen(kind)),
    })),
    {
      keys: 'b',
      label: t('power.report_obstacle'),
      group,
      off: !workable,
      run: () => reveal('may', () => setOpen('obstacle')),
    },
  ])
  function decided(decision: Decision) {
    setOpen(null)
    setMade(decision)
  }
  return (
    <>
      {made && <Made decision={made} contact={contact} mandate={mandate} />}
      <OpenSupport contact={contact} />
      {powers.length === 0 && (
        <EmptyState title={t('desk.no_currency')}>{t('desk.no_mandate_what')}</EmptyState>
      )}
      <ul className={styles.powers}>
        {(contact.state === 'closed' ? [] : powers).map((power) => (
          <li key={power.kind}>
            {shown === power.kind ? (
              <PowerForm
                contact={contact}
                authority={authority}
                mandate={mandate}
                power={power}
                weigh={weigh}
                onDecided={decided}
                onClose={close}
              />
            ) : (
              <PowerSheet
                power={power}
                authority={authority}
                mandate={mandate}
                onOpen={workable ? () => setOpen(power.kind) : null}
              />
            )}
          </li>
        ))}
      </ul>
      {!workable && (
        <p className={styles.why}>{t(contact.state === 'closed' ? 'desk.may_closed' : 'desk.may_take')}</p>
      )}
      {workable && (
        <Obstacle
          contact={contact}
          authority={authority}
          mandate={mandate}
          open={shown === 'obstacle'}
          onOpen={() => setOpen('obstacle')}
          onClose={close}
        />
      )}
      {!made && contact.state !== 'closed' && <Guarantee mandate={mandate} />}
    </>
  )
}
