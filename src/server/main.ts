import { backtestRoutes } from '../contract/backtest.ts'
import { coachingRoutes } from '../contract/coaching.ts'
import { coachingSessionRoutes } from '../contract/coaching-session.ts'
import { contactRoutes } from '../contract/contact.ts'
import { courseRoutes } from '../contract/course.ts'
import { cultureRoutes } from '../contract/culture.ts'
import { customerRoutes } from '../contract/customer.ts'
import { decisionRoutes } from '../contract/decision.ts'
import { draftRoutes } from '../contract/draft.ts'
import { expectationRoutes } from '../contract/expectation.ts'
import { factRoutes } from '../contract/fact.ts'
import { feedbackRoutes } from '../contract/feedback.ts'
import { guaranteeRoutes } from '../contract/guarantee.ts'
import { handlingRoutes } from '../contract/handling.ts'
import { homeRoutes } from '../contract/home.ts'
import { ledgerRoutes } from '../contract/ledger.ts'
import { mailRoutes } from '../contract/mail.ts'
import { mandateRoutes } from '../contract/mandate.ts'
import { missedRoutes } from '../contract/missed.ts'
import { obstacleRoutes } from '../contract/obstacle.ts'
import { organisationRoutes } from '../contract/organisation.ts'
import { overlayRoutes } from '../contract/overlay.ts'
import { passkeyRoutes } from '../contract/passkey.ts'
import { personRoutes } from '../contract/person.ts'
import { pulseRoutes } from '../contract/pulse.ts'
import { reviewRoutes } from '../contract/review.ts'
import { scenarioRoutes } from '../contract/scenario.ts'
import { sessionRoutes } from '../contract/session.ts'
import { storyRoutes } from '../contract/story.ts'
import { supportRoutes } from '../contract/support.ts'
import { trainingRoutes } from '../contract/training.ts'
import { backtestApi } from './backtest/api.ts'
import { backtestSweep } from './backtest/weekly.ts'
import { coachingApi } from './coaching/api.ts'
import { coachingSweep } from './coaching/look.ts'
import { coachingSessionApi } from './coaching-session/api.ts'
import { reminderSweep } from './coaching-session/remind.ts'
import { contactApi } from './contact/api.ts'
import { closureSweep } from './contact/lapse.ts'
import { cultureApi } from './culture/api.ts'
import { customerApi } from './customer/api.ts'
import { customerPages } from './customer-page/pages.ts'
import { decisionApi } from './decision/api.ts'
import { fulfilJob } from './decision/fulfil.ts'
import { draftApi } from './draft/api.ts'
import { expectationApi } from './expectation/api.ts'
import { factApi } from './fact/api.ts'
import { feedbackApi } from './feedback/api.ts'
import { guaranteeApi } from './guarantee/api.ts'
import { handlingApi } from './handling/api.ts'
import { handlingSweep } from './handling/publish.ts'
import { homeApi } from './home/api.ts'
import { ledgerApi } from './ledger/api.ts'
import { openLedgerKeys } from './ledger/keys.ts'
import { sealSweep } from './ledger/seal.ts'
import { sequenceSweep } from './ledger/sequence.ts'
import { letterSweep } from './letter/send.ts'
import { mailApi } from './mail/api.ts'
import { mailJob } from './mail/send.ts'
import { mandateApi } from './mandate/api.ts'
import { missedApi } from './missed/api.ts'
import { missedSweep } from './missed/weigh.ts'
import { obstacleApi } from './obstacle/api.ts'
import { organisationApi } from './organisation/api.ts'
import { overlayApi } from './overlay/api.ts'
import { passkeyApi } from './passkey/api.ts'
import { personApi } from './person/api.ts'
import { makeAuth } from './platform/auth.ts'
import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/db.ts'
import { apiDocs } from './platform/docs.ts'
import { eventStream } from './platform/events.ts'
import { health } from './platform/health.ts'
import { makeHttp, register } from './platform/http.ts'
import { type Jobs, startJobs } from './platform/jobs.ts'
import { openLive } from './platform/live.ts'
import { makeLog } from './platform/log.ts'
import { migrate } from './platform/migrate.ts'
import type { Platform } from './platform/platform.ts'
import { startSweeps } from './platform/sweep.ts'
import { webApp } from './platform/web-app.ts'
import { pulseApi } from './pulse/api.ts'
import { pulseSweep } from './pulse/count.ts'
import { storyApi } from './recognition/api.ts'
import { reviewApi } from './review/api.ts'
import { makeFindActor } from './session/actor.ts'
import { sessionApi } from './session/api.ts'
import { supportApi } from './support/api.ts'
import { silenceSweep } from './support/silence.ts'
import { trainingApi } from './training/api.ts'
import { courseApi } from './training/course-api.ts'
import { scenarioApi } from './training/scenario-api.ts'
import { tellLearningJob } from './training/tell-learning.ts'

export type Server = {
  /** where people reach it */
  publicUrl: string
  platform: Platform
  /** runs everything that waits for time to pass, now (tests move the clock and call it) */
  sweep(): Promise<void>
  close(): Promise<void>
}

/** The longest interval there is: 24 days. */
const never = 2 ** 31 - 1

/** 20 serve some hundreds of agents; embedded PostgreSQL allows 100 in all. */
const connections = 20
/**
 * For jobs and sweeps, of their own: behind hundreds of requests that wait for a connection, mails and the ledger's
 * seals would fall behind just when there is most to send and to seal.
 */
const connectionsBeside = 4

/** The composition root: everything the server is made of, in the order in which it comes up. */
export async function startServer(options: {
  config: Config
  ownerUrl: string
  clock?: () => Date
  /** false: no timers run by themselves, as in tests that move the clock */
  sweeps?: boolean
}): Promise<Server> {
  const { config } = options
  const clock = options.clock ?? (() => new Date())
  const log = makeLog(config.logLevel)
  const { appUrl } = await migrate(options.ownerUrl)
  const live = await openLive(appUrl, log)
  let jobs: Jobs | undefined
  const open = (connections: number) =>
    openDatabase({
      appUrl,
      connections,
      clock,
      publish: (events) => live.publish(events),
      wakeJobs: () => jobs?.wake(),
      onError: (error) => log.warn({ error: error.message }, 'database connection lost'),
    })
  const [db, dbBeside] = [open(connections), open(connectionsBeside)]
  const auth = makeAuth({ appUrl, secret: config.secret, publicUrl: config.publicUrl })
  const platform: Platform = {
    config,
    log,
    db,
    auth,
    live,
    clock,
    findActor: makeFindActor({ db, auth, live }),
  }
  const beside: Platform = { ...platform, db: dbBeside }

  const app = await makeHttp(log, config)
  const { findActor } = platform
  register(app, sessionRoutes, findActor, sessionApi(platform))
  register(app, personRoutes, findActor, personApi(platform))
  register(app, passkeyRoutes, findActor, passkeyApi(platform))
  register(app, organisationRoutes, findActor, organisationApi(platform))
  register(app, customerRoutes, findActor, customerApi(platform))
  register(app, contactRoutes, findActor, contactApi(platform))
  register(app, mandateRoutes, findActor, mandateApi(platform))
  register(app, draftRoutes, findActor, draftApi(platform))
  register(app, factRoutes, findActor, factApi(platform))
  register(app, overlayRoutes, findActor, overlayApi(platform))
  register(app, decisionRoutes, findActor, decisionApi(platform))
  register(app, supportRoutes, findActor, supportApi(platform))
  register(app, backtestRoutes, findActor, backtestApi(platform))
  register(app, expectationRoutes, findActor, expectationApi(platform))
  register(app, coachingSessionRoutes, findActor, coachingSessionApi(platform))
  register(app, reviewRoutes, findActor, reviewApi(platform))
  register(app, handlingRoutes, findActor, handlingApi(platform))
  register(app, coachingRoutes, findActor, coachingApi(platform))
  register(app, homeRoutes, findActor, homeApi(platform))
  register(app, pulseRoutes, findActor, pulseApi(platform))
  register(app, mailRoutes, findActor, mailApi(platform))
  register(app, ledgerRoutes, findActor, ledgerApi(platform))
  register(app, feedbackRoutes, findActor, feedbackApi(platform))
  register(app, guaranteeRoutes, findActor, guaranteeApi(platform))
  register(app, missedRoutes, findActor, missedApi(platform))
  register(app, cultureRoutes, findActor, cultureApi(platform))
  register(app, storyRoutes, findActor, storyApi(platform))
  register(app, obstacleRoutes, findActor, obstacleApi(platform))
  register(app, trainingRoutes, findActor, trainingApi(platform))
  register(app, courseRoutes, findActor, courseApi(platform))
  register(app, scenarioRoutes, findActor, scenarioApi(platform))
  eventStream(app, platform)
  health(app, platform)
  await customerPages(app, platform)
  await apiDocs(app)
  await webApp(app)

  jobs = await startJobs(
    options.ownerUrl,
    {
      'mail.send': mailJob(beside),
      'decision.fulfil': fulfilJob(beside),
      'learning.tell': tellLearningJob(beside),
    },
    log,
  )
  const sweeps = startSweeps(
    [
      silenceSweep(beside),
      closureSweep(beside),
      handlingSweep(beside),
      pulseSweep(beside),
      reminderSweep(beside),
      letterSweep(beside),
      sequenceSweep(beside),
      missedSweep(beside),
      sealSweep(beside, openLedgerKeys(config)),
      coachingSweep(beside),
      backtestSweep(beside),
    ].map((sweep) => ({
      ...sweep,
      everyMs: options.sweeps === false ? never : sweep.everyMs,
    })),
    log,
  )
  const close = async () => {
    await app.close()
    await sweeps.stop()
    await jobs?.stop()
    await live.close()
    await db.close()
    await dbBeside.close()
    await auth.close()
  }
  try {
    await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    await close()
    throw error
  }
  return { publicUrl: config.publicUrl, platform, sweep: () => sweeps.runAll(), close }
}
