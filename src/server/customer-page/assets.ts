import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../platform/problem.ts'

const stylesheet = ['look.css', 'page.css', 'form.css']
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  .join('\n')
const version = createHash('sha256').update(stylesheet).digest('hex').slice(0, 12)

/** Named after its content, so that it may be kept for a year. */
export const stylesheetPath = `/c/assets/page.css?v=${version}`

const packages: Record<string, string> = {
  'source-serif-4': '@fontsource-variable/source-serif-4',
  'noto-naskh-arabic': '@fontsource/noto-naskh-arabic',
  'ibm-plex-sans': '@fontsource/ibm-plex-sans',
  'ibm-plex-sans-arabic': '@fontsource/ibm-plex-sans-arabic',
}
/** Only the faces that look.css names: nothing else of the packages can be asked for. */
const faces = new Set([...stylesheet.matchAll(/fonts\/([a-z0-9-]+\.woff2)/g)].map((match) => match[1]!))
const yearSeconds = 31_536_000
const kept = new Map<string, Buffer>()

export function pageAssets(pages: FastifyInstance): void {
  const cached = `public, max-age=${yearSeconds}, immutable`
  pages.get('/c/assets/page.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', cached).send(stylesheet),
  )
  pages.get<{ Params: { file: string } }>('/c/assets/fonts/:file', async (request, reply) => {
    const { file } = request.params
    if (!faces.has(file)) throw new Problem('not_found')
    const font = kept.get(file) ?? (await readFont(file))
    kept.set(file, font)
    return reply.type('font/woff2').header('cache-control', cached).send(font)
  })
}

/** The longest package name that begins the file's: `ibm-plex-sans-arabic-…` is not `ibm-plex-sans`'s. */
function readFont(file: string): Promise<Buffer> {
  const name = Object.keys(packages)
    .filter((family) => file.startsWith(`${family}-`))
    .sort((a, b) => b.length - a.length)[0]!
  return readFile(createRequire(import.meta.url).resolve(`${packages[name]!}/files/${file}`))
}
