import { coachingRoutes } from './coaching.ts'
import { contactRoutes } from './contact.ts'
import { customerRoutes } from './customer.ts'
import { decisionRoutes } from './decision.ts'
import { expectationRoutes } from './expectation.ts'
import { homeRoutes } from './home.ts'
import { ledgerRoutes } from './ledger.ts'
import { mailRoutes } from './mail.ts'
import { mandateRoutes } from './mandate.ts'
import { organisationRoutes } from './organisation.ts'
import { overlayRoutes } from './overlay.ts'
import { personRoutes } from './person.ts'
import { sessionRoutes } from './session.ts'
import { supportRoutes } from './support.ts'

/** Every operation of /api/v1, by operationId. The event stream (GET /events) is the one path beside it. */
export const allRoutes = {
  ...sessionRoutes,
  ...personRoutes,
  ...organisationRoutes,
  ...customerRoutes,
  ...contactRoutes,
  ...mandateRoutes,
  ...overlayRoutes,
  ...decisionRoutes,
  ...supportRoutes,
  ...expectationRoutes,
  ...coachingRoutes,
  ...homeRoutes,
  ...mailRoutes,
  ...ledgerRoutes,
}
export type AllRoutes = typeof allRoutes
export type OperationId = keyof AllRoutes
