import type { ParseKeys } from 'i18next'
import type { Role } from '../core/person/permissions.ts'
import { growthPages } from './growth-pages.ts'
import { mayOpen, type PageRow, plainPath } from './page-row.ts'

/** Every page. A person's home is the first row with `nav` that their roles allow. */
export const pages: readonly PageRow[] = [
  { path: '/', nav: 'home.nav', keys: 'g h', load: () => import('./home/Home.tsx').then((m) => m.Home) },
  {
    path: '/desk/{-$contactId}',
    roles: ['agent', 'coach'],
    nav: 'desk.nav',
    keys: 'g d',
    load: () => import('./desk/Desk.tsx').then((m) => m.Desk),
  },
  {
    path: '/contacts',
    roles: ['agent', 'coach', 'manager'],
    nav: 'desk.past_nav',
    keys: 'g c',
    load: () => import('./desk/Past.tsx').then((m) => m.Past),
  },
  {
    path: '/contacts/$contactId',
    roles: ['agent', 'coach', 'manager'],
    load: () => import('./desk/PastContact.tsx').then((m) => m.PastContact),
  },
  {
    path: '/support/{-$view}',
    roles: ['agent', 'coach', 'manager', 'administrator'],
    nav: 'support.nav',
    keys: 'g s',
    load: () => import('./support/Support.tsx').then((m) => m.Support),
  },
  {
    path: '/decisions',
    roles: ['agent', 'coach', 'manager', 'client_representative', 'sponsor'],
    nav: 'decisions.nav',
    keys: 'g e',
    load: () => import('./decisions/Decisions.tsx').then((m) => m.Decisions),
  },
  {
    path: '/decisions/$decisionId',
    roles: ['agent', 'coach', 'manager', 'client_representative', 'sponsor'],
    load: () => import('./decisions/Decision.tsx').then((m) => m.Decision),
  },
  {
    path: '/decisions/guarantees',
    roles: ['agent', 'coach'],
    load: () => import('./decisions/Guarantees.tsx').then((m) => m.Guarantees),
  },
  {
    path: '/feedback/{-$view}',
    roles: ['agent', 'coach', 'manager'],
    nav: 'feedback.nav',
    together: true,
    keys: 'g f',
    load: () => import('./feedback/Feedback.tsx').then((m) => m.Feedback),
  },
  {
    path: '/feedback/new',
    roles: ['agent', 'coach', 'manager'],
    load: () => import('./feedback/NewFeedback.tsx').then((m) => m.NewFeedback),
  },
  {
    path: '/guarantee/{-$part}',
    nav: 'guarantee.nav',
    together: true,
    keys: 'g u',
    load: () => import('./guarantee/Guarantee.tsx').then((m) => m.Guarantee),
  },
  {
    path: '/guarantee/refused/$breachId',
    roles: ['agent', 'coach', 'manager', 'administrator'],
    load: () => import('./guarantee/Refused.tsx').then((m) => m.Refused),
  },
  {
    path: '/mandates',
    nav: 'mandates.nav',
    keys: 'g m',
    load: () => import('./mandates/Mandates.tsx').then((m) => m.Mandates),
  },
  {
    path: '/mandates/new',
    roles: ['administrator', 'manager'],
    load: () => import('./mandates/draft/NewDraft.tsx').then((m) => m.NewDraft),
  },
  {
    path: '/mandates/drafts/$draftId',
    roles: ['administrator', 'manager'],
    load: () => import('./mandates/draft/Editor.tsx').then((m) => m.Editor),
  },
  {
    path: '/mandates/$mandateId/wider',
    roles: ['administrator', 'manager'],
    load: () => import('./overlay/NewOverlay.tsx').then((m) => m.NewOverlay),
  },
  {
    path: '/mandates/$mandateId/backtest',
    roles: ['administrator', 'manager', 'client_representative'],
    load: () => import('./backtest/BacktestPage.tsx').then((m) => m.BacktestPage),
  },
  { path: '/mandates/$mandateId', load: () => import('./mandates/Mandate.tsx').then((m) => m.Mandate) },
  {
    path: '/expectations',
    roles: ['agent', 'coach', 'manager'],
    nav: 'expectations.nav',
    together: true,
    keys: 'g x',
    load: () => import('./expectations/Expectations.tsx').then((m) => m.Expectations),
  },
  {
    path: '/expectations/new',
    roles: ['agent', 'coach', 'manager'],
    load: () => import('./expectations/NewExpectation.tsx').then((m) => m.NewExpectation),
  },
  {
    path: '/expectations/$expectationId',
    roles: ['agent', 'coach', 'manager'],
    load: () => import('./expectations/Expectation.tsx').then((m) => m.Expectation),
  },
  {
    path: '/pulse',
    roles: ['agent', 'coach', 'manager', 'trainer', 'sponsor', 'administrator'],
    nav: 'pulse.nav',
    together: true,
    keys: 'g q',
    load: () => import('./pulse/Pulse.tsx').then((m) => m.Pulse),
  },
  {
    path: '/obstacles/{-$view}',
    roles: ['agent', 'coach', 'manager', 'administrator'],
    nav: 'obstacles.nav',
    together: true,
    keys: 'g v',
    load: () => import('./obstacles/Obstacles.tsx').then((m) => m.Obstacles),
  },
  {
    path: '/stories/{-$view}',
    nav: 'stories.nav',
    together: true,
    keys: 'g w',
    load: () => import('./stories/Stories.tsx').then((m) => m.Stories),
  },
  {
    path: '/culture',
    nav: 'culture.nav',
    together: true,
    keys: 'g j',
    load: () => import('./culture/Culture.tsx').then((m) => m.Culture),
  },
  {
    path: '/culture/report',
    roles: ['agent', 'coach'],
    load: () => import('./culture/Report.tsx').then((m) => m.Report),
  },
  {
    path: '/culture/answer',
    roles: ['manager', 'administrator', 'sponsor'],
    load: () => import('./culture/ToAnswer.tsx').then((m) => m.ToAnswer),
  },
  {
    path: '/goals',
    nav: 'expectations.goals',
    together: true,
    keys: 'g b',
    load: () => import('./expectations/Goals.tsx').then((m) => m.Goals),
  },
  ...growthPages,
  {
    path: '/mirror',
    roles: ['agent', 'coach'],
    nav: 'mirror.nav',
    together: true,
    keys: 'g y',
    load: () => import('./mirror/Mirror.tsx').then((m) => m.Mirror),
  },
  {
    path: '/cost-to-serve',
    roles: ['manager', 'sponsor'],
    nav: 'mirror.months_nav',
    together: true,
    keys: 'g z',
    load: () => import('./mirror/Months.tsx').then((m) => m.Months),
  },
  {
    path: '/ledger/{-$clientId}',
    roles: ['client_representative', 'sponsor', 'administrator', 'manager'],
    nav: 'ledger.nav',
    keys: 'g l',
    load: () => import('./ledger/Ledger.tsx').then((m) => m.Ledger),
  },
  {
    path: '/people',
    roles: ['administrator'],
    nav: 'admin.people',
    keys: 'g p',
    load: () => import('./admin/People.tsx').then((m) => m.People),
  },
  {
    path: '/clients',
    roles: ['administrator'],
    nav: 'admin.clients',
    keys: 'g k',
    load: () => import('./admin/Clients.tsx').then((m) => m.Clients),
  },
  {
    path: '/outbox',
    roles: ['administrator'],
    nav: 'admin.outbox',
    keys: 'g o',
    load: () => import('./admin/Outbox.tsx').then((m) => m.Outbox),
  },
  {
    path: '/outbox/$mailId',
    roles: ['administrator'],
    load: () => import('./admin/Mail.tsx').then((m) => m.Mail),
  },
  { path: '/account', load: () => import('./account/Account.tsx').then((m) => m.Account) },
  { path: '/sign-in', open: true, load: () => import('./session/SignIn.tsx').then((m) => m.SignIn) },
  { path: '/link', open: true, load: () => import('./session/Link.tsx').then((m) => m.Link) },
  { path: '/verify', open: true, load: () => import('./verify/Verify.tsx').then((m) => m.Verify) },
  { path: '/setup', open: true, load: () => import('./session/Setup.tsx').then((m) => m.Setup) },
]

/** The rows a person finds in the bar, the menu and the palette. */
export function pagesFor(held: readonly Role[]): (PageRow & { nav: ParseKeys })[] {
  return pages.filter((page): page is PageRow & { nav: ParseKeys } => !!page.nav && mayOpen(page, held))
}

export function homeOf(held: readonly Role[]): string {
  return plainPath(pagesFor(held)[0] ?? { path: '/account' })
}
