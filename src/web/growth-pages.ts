import type { PageRow } from './page-row.ts'

/** Coaching, reviews and training: how people grow together. */
export const growthPages: readonly PageRow[] = [
  {
    path: '/coaching',
    roles: ['agent', 'coach', 'manager'],
    nav: 'coaching.nav',
    together: true,
    keys: 'g r',
    load: () => import('./coaching/Coaching.tsx').then((m) => m.Coaching),
  },
  {
    path: '/coaching/view/$view',
    roles: ['agent', 'coach', 'manager'],
    load: () => import('./coaching/Coaching.tsx').then((m) => m.Coaching),
  },
  {
    path: '/coaching/$opportunityId',
    roles: ['agent', 'coach', 'manager'],
    load: () => import('./coaching/Opportunity.tsx').then((m) => m.Opportunity),
  },
  {
    path: '/team-series/{-$teamId}',
    roles: ['agent', 'coach', 'manager'],
    nav: 'coaching.series',
    together: true,
    keys: 'g t',
    load: () => import('./coaching/TeamSeries.tsx').then((m) => m.TeamSeries),
  },
  {
    path: '/coaching/sessions',
    roles: ['agent', 'coach'],
    nav: 'coaching_session.nav',
    together: true,
    keys: 'g n',
    load: () => import('./coaching-session/Sessions.tsx').then((m) => m.Sessions),
  },
  {
    path: '/coaching/sessions/$sessionId',
    roles: ['agent', 'coach'],
    load: () => import('./coaching-session/Session.tsx').then((m) => m.Session),
  },
  {
    path: '/reviews',
    roles: ['agent', 'coach'],
    nav: 'review.nav',
    together: true,
    keys: 'g i',
    load: () => import('./review/Reviews.tsx').then((m) => m.Reviews),
  },
  {
    path: '/reviews/$reviewId',
    roles: ['agent', 'coach'],
    load: () => import('./review/Review.tsx').then((m) => m.Review),
  },
  {
    path: '/training/{-$part}',
    nav: 'training.nav',
    together: true,
    keys: 'g a',
    load: () => import('./training/Training.tsx').then((m) => m.Training),
  },
  {
    path: '/training/courses/$courseId',
    load: () => import('./training/Course.tsx').then((m) => m.Course),
  },
  {
    path: '/training/courses/$courseId/edit',
    roles: ['trainer'],
    load: () => import('./training/CourseEditor.tsx').then((m) => m.CourseEditor),
  },
  {
    path: '/training/scenarios/$scenarioId',
    load: () => import('./training/Practise.tsx').then((m) => m.Practise),
  },
  {
    path: '/training/scenarios/$scenarioId/edit',
    roles: ['trainer'],
    load: () => import('./training/ScenarioEditor.tsx').then((m) => m.ScenarioEditor),
  },
]
