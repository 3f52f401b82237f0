import { createHash } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'
import { makeOpenApi } from '../../contract/openapi.ts'

/**
 * /api/v1/openapi.json, and a page to read and try it at /api/docs. The page's script is ours to serve, but with
 * the module that holds it takes 40 MB of memory: both are loaded when somebody first opens the page.
 */
export async function apiDocs(app: FastifyInstance): Promise<void> {
  let document: string | null = null
  let pages: Promise<FastifyInstance> | null = null
  const ask = async (url: string) => {
    pages ??= makePages()
    const answer = await (await pages).inject({ url })
    return { type: String(answer.headers['content-type']), body: answer.body }
  }

  app.get('/api/v1/openapi.json', async (_, reply) => {
    document ??= JSON.stringify(makeOpenApi())
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(document)
  })
  app.get('/api/docs', async (_, reply) => reply.redirect('/api/docs/'))
  app.get('/api/docs/', async (_, reply) => {
    const { type, body } = await ask('/api/docs/')
    const policy = allowing(String(reply.getHeader('content-security-policy')), inlineScripts(body))
    return reply.type(type).header('content-security-policy', policy).send(body)
  })
  app.get('/api/docs/js/scalar.js', async (_, reply) => {
    const { type, body } = await ask('/api/docs/js/scalar.js')
    return reply.type(type).header('cache-control', 'public, max-age=3600').send(body)
  })
  app.addHook('onClose', async () => {
    await (await pages)?.close()
  })
}

async function makePages(): Promise<FastifyInstance> {
  const { default: apiReference } = await import('@scalar/fastify-api-reference')
  const pages = fastify()
  await pages.register(apiReference, {
    routePrefix: '/api/docs',
    configuration: {
      url: '/api/v1/openapi.json',
      pageTitle: 'Cartabianca API',
      // Nothing from elsewhere, nothing told to anybody.
      withDefaultFonts: false,
      telemetry: false,
      showDeveloperTools: 'never',
      hideClientButton: true,
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  })
  return pages
}

/** The bodies of the page's own inline scripts: it starts with one. */
function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((found) => found[1]!)
}

/** The policy of all pages, with these very scripts allowed by their hash. */
function allowing(policy: string, scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  return policy.replace("script-src 'self'", `script-src 'self' ${hashes.join(' ')}`)
}
