import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loadMoreTexts } from '../i18n.ts'
import { listen } from '../live.ts'
import { plainPath } from '../page-row.ts'
import { homeOf, pagesFor } from '../pages.ts'
import { type Session, useAccountLanguage, useMaybeSession } from '../session.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { type Command, onKeyDown, useKeys } from '../ui/keys.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { ConnectionNotice } from './ConnectionNotice.tsx'
import { KeyMap } from './KeyMap.tsx'
import { useKeptFocus } from './kept-focus.ts'
import { Mark } from './Mark.tsx'
import { Palette } from './Palette.tsx'
import styles from './Shell.module.css'
import { Together } from './Together.tsx'

/** The frame of every page of someone signed in. When the session ends, sign-in comes, and then back here. */
export function Shell() {
  const session = useMaybeSession()
  const navigate = useNavigate()
  const gone = session === null
  useAccountLanguage(session?.person.language)
  useEffect(() => {
    if (!gone) return
    const { pathname, search } = window.location
    void navigate({ to: '/sign-in', search: { next: pathname + search } as never, replace: true })
  }, [gone, navigate])
  return session && <Frame session={session} />
}

function Frame({ session }: { session: Session }) {
  const { t } = useTranslation()
  const { person } = session
  const navigation = useNavigation(person.roles)
  const ownPages = navigation.filter(({ together }) => !together)
  const [over, setOver] = useState<'palette' | 'keys' | null>(null)
  const close = () => setOver(null)
  const main = useRef<HTMLElement>(null)
  useKeptFocus(main)
  useEffect(listen, [])
  useEffect(namesOfPages, [])
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  useKeys([
    { keys: 'mod+k', label: t('shell.search'), run: () => setOver('palette') },
    { keys: '?', label: t('shell.keys_title'), run: () => setOver('keys') },
    ...navigation.filter(({ keys }) => keys).map(({ label, run, keys = '' }) => ({ keys, label, run })),
  ])

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t('shell.skip')}
      </a>
      <header className={styles.top}>
        <Link to={homeOf(person.roles)} className={styles.mark}>
          <Mark />
        </Link>
        <span className={styles.client}>{placeOf(session)}</span>
        {ownPages.length > 1 && (
          <nav aria-label={t('shell.nav')} className={styles.nav}>
            {ownPages.map(({ id, label }) => (
              <Link key={id} to={id} activeOptions={{ exact: id === '/' }} className={styles.link}>
                {label}
              </Link>
            ))}
          </nav>
        )}
        <Together navigation={navigation.filter(({ together }) => together)} />
        <span className={styles.grow} />
        <button type="button" className={styles.hint} onClick={() => setOver('palette')}>
          <span className={styles.hintText}>{t('shell.search')}</span>
          <Kbd keys="mod+k" />
        </button>
        <button type="button" className={`${styles.hint} ${styles.keys}`} onClick={() => setOver('keys')}>
          {t('shell.keys')} <Kbd keys="?" />
        </button>
        <AccountMenu session={session} navigation={navigation} />
      </header>
      <ConnectionNotice />
      <main ref={main} id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <Palette open={over === 'palette'} onClose={close} navigation={navigation} />
      <KeyMap open={over === 'keys'} onClose={close} />
    </div>
  )
}

/** The names of the pages in the menus: needed once somebody moves, and not to show the desk. */
function namesOfPages(): () => void {
  const moves = ['pointermove', 'pointerdown', 'keydown'] as const
  const load = () => {
    stop()
    void loadMoreTexts()
  }
  const stop = () => {
    for (const move of moves) window.removeEventListener(move, load)
  }
  for (const move of moves) window.addEventListener(move, load, { passive: true })
  return stop
}

export type Destination = Command & { id: string; together: boolean }

/** The person's pages, in the order of the table; `id` is where the page is. */
function useNavigation(roles: Session['person']['roles']): Destination[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return useMemo(
    () =>
      pagesFor(roles).map((page) => ({
        id: plainPath(page),
        label: t(page.nav),
        keys: page.keys,
        together: page.together === true,
        run: () => void navigate({ to: plainPath(page) }),
      })),
    [roles, t, navigate],
  )
}

/** Whom I serve: my client where it is one, my site before it where I have one. */
function placeOf({ person, operatorName }: Session): string {
  const sites = new Set(person.assignments.map(({ siteName }) => siteName).filter(Boolean))
  const [client] = person.clients
  if (person.clients.length !== 1 || !client) return operatorName
  return sites.size === 1 ? `${[...sites][0]} · ${client.name}` : client.name
}
