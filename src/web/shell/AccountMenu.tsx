import { useMantineColorScheme } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage, switchLanguage } from '../i18n.ts'
import { type Language, languages, ownNames } from '../language.ts'
import { useAct } from '../queries.ts'
import type { Session } from '../session.tsx'
import { type Command, useCommands } from '../ui/keys.ts'
import { Eyebrow } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './AccountMenu.module.css'
import { Choices } from './Choices.tsx'
import type { Destination } from './Shell.tsx'

const schemes = ['light', 'dark', 'auto'] as const
const panelId = 'account-panel'

type AccountMenuProps = { session: Session; navigation: readonly Destination[] }

/** Who I am, and what I can set for myself. On a narrow screen it also holds the pages. */
export function AccountMenu({ session, navigation }: AccountMenuProps) {
  const { t } = useTranslation()
  const { name, roles } = session.person
  const panel = useRef<HTMLDivElement>(null)
  const close = () => panel.current?.hidePopover()
  const { choose, leave, problem, scheme, setScheme } = useOwnSettings()

  return (
    <>
      <button
        type="button"
        className={styles.avatar}
        popoverTarget={panelId}
        aria-label={t('shell.account_of', { name })}
        data-initials={initials(name)}
      />
      <div id={panelId} ref={panel} popover="auto" className={styles.panel}>
        <p className={styles.name}>
          <bdi>{name}</bdi>
        </p>
        <p className={styles.roles}>{roles.map((role) => t(`ui.role_${role}`)).join(' · ')}</p>
        <nav aria-label={t('shell.nav')} className={styles.pages}>
          {navigation.map(({ id, label }) => (
            <Link key={id} to={id} className={styles.item} onClick={close}>
              {label}
            </Link>
          ))}
        </nav>
        <Link to="/account" className={styles.item} onClick={close}>
          {t('shell.account')}
        </Link>
        <Eyebrow>{t('shell.language')}</Eyebrow>
        <Choices
          name="language"
          label={t('shell.language')}
          options={languages.map((value) => ({ value, label: ownNames[value], lang: value }))}
          value={currentLanguage()}
          onChange={choose}
        />
        <Eyebrow>{t('shell.scheme')}</Eyebrow>
        <Choices
          name="scheme"
          label={t('shell.scheme')}
          options={schemes.map((value) => ({ value, label: t(`shell.scheme_${value}`) }))}
          value={scheme}
          onChange={setScheme}
        />
        <ProblemNote problem={problem} />
        <button type="button" className={styles.item} onClick={leave}>
          {t('shell.sign_out')}
        </button>
      </div>
    </>
  )
}

/** What the panel and the palette both offer. */
function useOwnSettings() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const update = useAct('account.update')
  const signOut = useAct('session.destroy')

  function choose(language: Language) {
    void switchLanguage(language)
    update.run({ body: { language } })
  }
  function leave() {
    // a fresh page: nothing of this person stays in memory
    signOut.run({}, () => window.location.assign('/sign-in'))
  }
  const offered: Command[] = [
    { id: 'account', label: t('shell.account'), run: () => void navigate({ to: '/account' }) },
    ...languages.map((language) => ({
      id: `language ${language}`,
      label: ownNames[language],
      group: t('shell.language'),
      run: () => choose(language),
    })),
    ...schemes.map((scheme) => ({
      id: `scheme ${scheme}`,
      label: t(`shell.scheme_${scheme}`),
      group: t('shell.scheme'),
      run: () => setColorScheme(scheme),
    })),
    { id: 'sign out', label: t('shell.sign_out'), run: leave },
  ]
  useCommands(offered.map((command) => ({ ...command, last: true })))
  const problem = signOut.problem ?? update.problem
  return { choose, leave, problem, scheme: colorScheme, setScheme: setColorScheme }
}

/** First letters of the first and the last name, kept from joining in Arabic. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words
  return chosen
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('\u200c')
    .toUpperCase()
}
