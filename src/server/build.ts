import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
/** What the web app is made of: when one byte of it changes, it is built anew. */
const sources = ['src/web', 'src/core', 'src/contract', 'messages', 'vite.config.ts', 'package-lock.json']
const stamp = join(root, 'dist', 'web.stamp')

/** Builds the web app into dist/web unless what is there was made from the same sources. */
export async function buildWeb(log: (sentence: string) => void): Promise<void> {
  const wanted = hashSources()
  if (
    existsSync(join(root, 'dist', 'web', 'index.html')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted
  )
    return
  log('Building the web app…')
  await runVite()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** In a process of its own: what a build leaves in memory would stay with the server for good (300 MB). */
function runVite(): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    const child = spawn(
      process.execPath,
      [vite, 'build', '--config', join(root, 'vite.config.ts'), '--logLevel', 'warn'],
      {
        cwd: root,
        // Vite goes by it: a test runner's own would bring React's development build, twice as large
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The web app could not be built:\n${said}`)),
    )
  })
}

function hashSources(): string {
  const hash = createHash('sha256')
  for (const source of sources) addTo(hash, join(root, source))
  return hash.digest('hex')
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) addTo(hash, join(path, name))
    return
  }
  hash.update(relative(root, path).replaceAll('\\', '/')).update('\0').update(readFileSync(path)).update('\0')
}
