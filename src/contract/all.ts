import { backtestRoutes } from './backtest.ts'
import { coachingRoutes } from './coaching.ts'
import { coachingSessionRoutes } from './coaching-session.ts'
import { contactRoutes } from './contact.ts'
import { courseRoutes } from './course.ts'
import { cultureRoutes } from './culture.ts'
import { customerRoutes } from './customer.ts'
import { decisionRoutes } from './decision.ts'
import { draftRoutes } from './draft.ts'
import { expectationRoutes } from './expectation.ts'
import { factRoutes } from './fact.ts'
import { feedbackRoutes } from './feedback.ts'
import { guaranteeRoutes } from './guarantee.ts'
import { handlingRoutes } from './handling.ts'
import { homeRoutes } from './home.ts'
import { ledgerRoutes } from './ledger.ts'
import { mailRoutes } from './mail.ts'
import { mandateRoutes } from './mandate.ts'
import { missedRoutes } from './missed.ts'
import { obstacleRoutes } from './obstacle.ts'
import { organisationRoutes } from './organisation.ts'
import { overlayRoutes } from './overlay.ts'
import { passkeyRoutes } from './passkey.ts'
import { personRoutes } from './person.ts'
import { pulseRoutes } from './pulse.ts'
import { reviewRoutes } from './review.ts'
import { scenarioRoutes } from './scenario.ts'
import { sessionRoutes } from './session.ts'
import { storyRoutes } from './story.ts'
import { supportRoutes } from './support.ts'
import { trainingRoutes } from './training.ts'

/** Every operation of /api/v1, by operationId. The event stream (GET /events) is the one path beside it. */
export const allRoutes = {
  ...sessionRoutes,
  ...personRoutes,
  ...passkeyRoutes,
  ...organisationRoutes,
  ...customerRoutes,
  ...contactRoutes,
  ...mandateRoutes,
  ...draftRoutes,
  ...overlayRoutes,
  ...factRoutes,
  ...decisionRoutes,
  ...supportRoutes,
  ...backtestRoutes,
  ...expectationRoutes,
  ...coachingSessionRoutes,
  ...reviewRoutes,
  ...handlingRoutes,
  ...coachingRoutes,
  ...homeRoutes,
  ...pulseRoutes,
  ...mailRoutes,
  ...ledgerRoutes,
  ...feedbackRoutes,
  ...guaranteeRoutes,
  ...missedRoutes,
  ...cultureRoutes,
  ...storyRoutes,
  ...obstacleRoutes,
  ...trainingRoutes,
  ...courseRoutes,
  ...scenarioRoutes,
}
export type AllRoutes = typeof allRoutes
export type OperationId = keyof AllRoutes
