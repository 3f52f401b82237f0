import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Problem } from './problem.ts'
import { silentPolicy } from './security.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'dist', 'web')

/** Paths that are never the web app's: an unknown one there is a problem, not a page. */
const notPages = /^\/(?:api|c|health)(?:\/|$)/

/** The built web app: its files (those named by their content kept for a year), and its page for any other path. */
export async function webApp(app: FastifyInstance, root = folder): Promise<void> {
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false })
  app.get('/*', async (request, reply) => {
    const path = decodeURI(request.url.split('?', 1)[0]!)
    if (notPages.test(path)) throw new Problem('not_found')
    // The page that checks a ledger, and its worker, which has a policy of its own.
    if (path === '/verify' || path.startsWith('/assets/verify-worker-'))
      reply.header('content-security-policy', silentPolicy)
    const isFile = /\.[a-z0-9]+$/i.test(path)
    if (isFile && path !== '/index.html') {
      const kept = path.startsWith('/assets/')
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=3600'
      return reply.header('cache-control', kept).sendFile(path)
    }
    if (!(request.headers.accept ?? '*/*').match(/text\/html|\*\/\*/)) throw new Problem('not_found')
    if (!existsSync(join(root, 'index.html')))
      return reply
        .code(503)
        .type('text/plain; charset=utf-8')
        .send('The web app is not built yet: run `npm start`, which builds it and then serves it here.\n')
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}
