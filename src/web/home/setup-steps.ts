import type { Home } from '../../contract/home.ts'

export type SetupStep = { step: 'site' | 'client' | 'team' | 'people' | 'mandate'; to: string; done: boolean }

/** The order in which an empty installation comes to life: each step needs the one before. */
export function stepsOf(home: NonNullable<Home['administrator']>, sites: number): SetupStep[] {
  return [
    { step: 'site', to: '/clients', done: sites > 0 },
    { step: 'client', to: '/clients', done: home.clients > 0 },
    { step: 'team', to: '/clients', done: home.teams > 0 },
    // the first administrator is one; whoever answers customers comes next
    { step: 'people', to: '/people', done: home.people > 1 },
    {
      step: 'mandate',
      to: '/mandates/new',
      done: home.clients > 0 && home.clientsWithoutMandate.length < home.clients,
    },
  ]
}
