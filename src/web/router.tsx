import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { ProblemError } from './api.ts'
import { mayOpen, type PageRow } from './page-row.ts'
import { pages } from './pages.ts'
import { fetchSession } from './session.tsx'
import { NotFound } from './shell/NotFound.tsx'
import { Shell } from './shell/Shell.tsx'
import { Loading, ProblemNote } from './ui/States.tsx'

const root = createRootRoute({ notFoundComponent: () => <NotFound /> })

/** Everything behind sign-in: whoever is nobody yet goes there first, and comes back after. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ location }) => {
    const { person, needsSetup } = await fetchSession()
    if (person) return { person }
    if (needsSetup) throw redirect({ to: '/setup' })
    throw redirect({ to: '/sign-in', search: { next: location.href } as never })
  },
})

/** Any other address, within the frame so that the way on is at hand. */
const unknown = createRoute({ getParentRoute: () => shell, path: '$', component: () => <NotFound /> })

function openRoute(page: PageRow) {
  return createRoute({ getParentRoute: () => root, path: page.path, component: lazy(page) })
}

function framedRoute(page: PageRow) {
  const Component = lazy(page)
  function Guarded() {
    const { person } = shell.useRouteContext()
    return mayOpen(page, person.roles) ? <Component /> : <NotFound reason="not_for_you" />
  }
  // the router waits for what it can preload, and so shows, and focuses, a page that is there
  const component = Object.assign(Guarded, { preload: Component.preload })
  return createRoute({ getParentRoute: () => shell, path: page.path, component })
}

/** Named here, since the row already picks the component out of its module. */
function lazy({ load }: PageRow) {
  return lazyRouteComponent(async () => ({ default: await load() }))
}

export const router = createRouter({
  routeTree: root.addChildren([
    ...pages.filter(({ open }) => open).map(openRoute),
    shell.addChildren([...pages.filter(({ open }) => !open).map(framedRoute), unknown]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: () => <Loading />,
  defaultErrorComponent: ({ error, reset }) => <ProblemNote problem={asProblem(error)} retry={reset} />,
})

/** A bug in a page is told like any failure; the console has its trace. */
function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  return new ProblemError({
    type: 'about:blank',
    title: 'error',
    status: 500,
    code: 'internal',
    requestId: '',
  })
}

/** A new page takes the keyboard's focus to its sentence, so that it is read; within a page nothing moves. */
let shown: string | undefined
router.subscribe('onRendered', () => {
  const route = router.state.matches.at(-1)?.routeId
  if (shown !== undefined && shown !== route) focusPage()
  shown = route
})

function focusPage(): void {
  const chosen = document.activeElement
  const main = document.querySelector<HTMLElement>('main')
  if (chosen instanceof HTMLElement && main?.contains(chosen) && chosen !== main) return
  const target = main?.querySelector<HTMLElement>('h1[tabindex]') ?? main
  target?.focus({ preventScroll: true })
}
