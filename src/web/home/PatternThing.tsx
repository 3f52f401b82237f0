import { useTranslation } from 'react-i18next'
import type { Home } from '../../contract/home.ts'
import { useTouchpoint } from '../desk/naming.ts'
import { pages } from '../pages.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import { Thing } from '../ui/Things.tsx'

type Pattern = NonNullable<Home['coach']>['unclear'][number]

/** A pattern at one touchpoint, with what it was seen in. */
export function PatternThing({ kind, pattern }: { kind: 'unclear' | 'unused'; pattern: Pattern }) {
  const { t } = useTranslation()
  const touchpoint = useTouchpoint()(pattern.touchpoint)
  const contacts = pages.some(({ path }) => path.startsWith('/contacts'))
  return (
    <Thing title={t(`home.${kind}_title`, { touchpoint })}>
      <p>{t(`home.${kind}`, { count: pattern.contacts, of: pattern.of })}</p>
      <Row>
        {contacts && (
          <ActLink to="/contacts" search={{ touchpoint: pattern.touchpoint }}>
            {t('home.read_contacts')}
          </ActLink>
        )}
        {kind === 'unused' && (
          <ActLink kind="quiet" to="/mandates">
            {t('home.read_mandate')}
          </ActLink>
        )}
      </Row>
    </Thing>
  )
}
