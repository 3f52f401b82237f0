/** Learning records as statements of xAPI 1.0.3. The learner is an account with a random id: no name, no address. */

export const xapiVersion = '1.0.3'

/** Verbs of ADL's vocabulary (https://registry.tincanapi.com). */
const verbs = {
  completed: 'http://adlnet.gov/expapi/verbs/completed',
  progressed: 'http://adlnet.gov/expapi/verbs/progressed',
} as const
const types = {
  course: 'http://adlnet.gov/expapi/activities/course',
  lesson: 'http://adlnet.gov/expapi/activities/lesson',
  scenario: 'http://adlnet.gov/expapi/activities/simulation',
} as const

export type Learned = {
  /** the statement's own id: sent twice it is the same statement */
  id: string
  /** random, of this learner, known to nobody else */
  alias: string
  verb: keyof typeof verbs
  about: { kind: keyof typeof types; path: string; name: string; language: string }
  /** ISO 8601 UTC */
  at: string
}

export type Statement = ReturnType<typeof statementOf>

/** Without a result: there is no score to tell. @param home the server's public address */
export function statementOf({ id, alias, verb, about, at }: Learned, home: string) {
  return {
    id,
    actor: { objectType: 'Agent' as const, account: { homePage: home, name: alias } },
    verb: { id: verbs[verb], display: { en: verb } },
    object: {
      objectType: 'Activity' as const,
      id: `${home}/${about.path}`,
      definition: { type: types[about.kind], name: { [about.language]: about.name } },
    },
    timestamp: at,
    version: xapiVersion,
  }
}
