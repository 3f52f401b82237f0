import { z } from 'zod'

/** Every expected failure of the API, with its HTTP status. Texts are in the catalogues: `problem.<code>`. */
export const problemStatus = {
  invalid_input: 400,
  invalid_cursor: 400,
  idempotency_key_missing: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  passkey_refused: 401,
  passkey_unusable: 409,
  link_expired: 410,
  not_permitted: 403,
  cross_site_request: 403,
  demo_only: 403,
  not_found: 404,
  already_taken: 409,
  not_yours: 409,
  contact_closed: 409,
  contact_not_closed: 409,
  doubts_unanswered: 409,
  no_doubts: 409,
  closure_not_proposed: 409,
  already_answered: 409,
  already_signed: 409,
  pulse_over: 409,
  already_exists: 409,
  setup_done: 409,
  no_mandate: 409,
  nobody_waiting: 409,
  within_mandate: 409,
  edited_meanwhile: 409,
  guarantee_holds: 409,
  nothing_to_agree: 409,
  nothing_to_review: 409,
  coaching_not_now: 409,
  idempotency_key_reused: 422,
  mandate_faulty: 422,
  names_somebody: 422,
  names_an_activity: 422,
  too_many_requests: 429,
  body_too_large: 413,
  unavailable: 503,
  internal: 500,
} as const
export type ProblemCode = keyof typeof problemStatus

/** RFC 9457 problem details, with our stable `code` and the request's id. */
export const problemDetails = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]]),
  detail: z.string().optional(),
  requestId: z.string(),
  /** faults by place, for `invalid_input` */
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
})
export type ProblemDetails = z.infer<typeof problemDetails>
