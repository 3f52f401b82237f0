import { useTranslation } from 'react-i18next'
import type { Person } from '../../contract/person.ts'
import type { Assignment } from '../../contract/session.ts'
import { useAct } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Line } from '../ui/Lines.tsx'
import { Row, Soft } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'

type PersonLineProps = { person: Person; onChange: () => void; onTold: (text: string) => void }

export function PersonLine({ person, onChange, onTold }: PersonLineProps) {
  const { t } = useTranslation()
  const { list, isolate } = useFormat()
  const { person: me } = useSession()
  const update = useAct('person.update')
  const link = useAct('person.createLink')
  const params = { personId: person.id }

  function setActive(active: boolean) {
    update.run({ params, body: { active } }, () =>
      onTold(t(active ? 'admin.access_given' : 'admin.access_ended', { name: person.name })),
    )
  }
  return (
    <Line
      title={
        <>
          <bdi>{person.name}</bdi> {!person.active && <Soft>{t('admin.no_access')}</Soft>}
        </>
      }
      end={
        <Row>
          <ActButton label={t('admin.change_of', { name: person.name })} onClick={onChange}>
            {t('admin.change')}
          </ActButton>
          {person.active && (
            <ActButton
              kind="quiet"
              busy={link.busy}
              label={t('admin.send_link_to', { name: person.name })}
              onClick={() =>
                link.run({ params }, () => onTold(t('admin.link_sent', { email: person.email })))
              }
            >
              {t('admin.send_link')}
            </ActButton>
          )}
          {person.id !== me.personId && (
            <ActButton
              kind="quiet"
              busy={update.busy}
              label={t(person.active ? 'admin.end_access_of' : 'admin.give_access_to', { name: person.name })}
              onClick={() => setActive(!person.active)}
            >
              {t(person.active ? 'admin.end_access' : 'admin.give_access')}
            </ActButton>
          )}
        </Row>
      }
    >
      <p>{list(person.assignments.map((one) => said(one)))}</p>
      <p>
        <bdi>{person.email}</bdi>
      </p>
      <ProblemNote problem={update.problem ?? link.problem} />
    </Line>
  )

  function said({ role, teamName, siteName, clientName }: Assignment): string {
    const place = teamName ?? siteName ?? clientName
    return place
      ? t('admin.role_at', { role: t(`ui.role_${role}`), place: isolate(place) })
      : t(`ui.role_${role}`)
  }
}
