import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { buildWeb } from '../src/server/build.ts'

/**
 * `npm test`: everything, in this order, each part counted; ends with the plain line
 * `N passed, N failed, N skipped`. What is skipped is named with its reason. `npm test -- <filter>` runs only
 * the test files whose path holds the filter.
 */
const root = join(import.meta.dirname, '..')
const bin = join(root, 'node_modules', '.bin')
const filters = process.argv.slice(2)
const total = { passed: 0, failed: 0, skipped: 0 }

if (filters.length === 0) {
  await step('format and lint', ['biome', 'ci', '--error-on-warnings', '.'])
  for (const ring of ['src/core', 'src/contract', 'src/web', '.', 'test/core'])
    await step(`types of ${ring === '.' ? 'server, cli, seeds, test' : ring}`, ['tsc', '-p', ring])
  await audit()
}
await buildForTests()
await vitest()
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed > 0 ? 1 : 0)

async function step(name: string, [program, ...args]: [string, ...string[]]): Promise<void> {
  const { code, output } = await run(program, args)
  if (code === 0) {
    total.passed++
    console.log(`✓ ${name}`)
  } else {
    total.failed++
    console.log(`✗ ${name}\n${output}`)
  }
}

/** Known vulnerabilities in dependencies. Only a registry that can't answer is skipped, and says so. */
async function audit(): Promise<void> {
  const { stdout } = await run('npm', ['audit', '--json'])
  const report = readJson(stdout) as AuditReport
  if (report.metadata) {
    const found = report.metadata.vulnerabilities.total
    if (found === 0) total.passed++
    else total.failed++
    console.log(
      found === 0 ? '✓ audit of dependencies' : `✗ audit of dependencies: ${found} known (npm audit)`,
    )
    return
  }
  total.skipped++
  console.log(
    `- audit of dependencies: skipped, the registry did not answer (${report.message ?? report.error?.summary ?? 'no reason given'})`,
  )
}
type AuditReport = {
  metadata?: { vulnerabilities: { total: number } }
  message?: string
  error?: { summary?: string }
}

async function buildForTests(): Promise<void> {
  try {
    await buildWeb((sentence) => console.log(sentence))
    total.passed++
    console.log('✓ build of the web app')
  } catch (error) {
    total.failed++
    console.log(`✗ build of the web app\n${(error as Error).message}`)
  }
}

async function vitest(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cartabianca-report-'))
  const file = join(folder, 'report.json')
  const { code } = await run(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...filters],
    true,
  )
  const report = readJson(readFileSync(file, 'utf8')) as VitestReport
  rmSync(folder, { recursive: true, force: true })
  total.passed += report.numPassedTests
  total.failed += report.numFailedTests
  total.skipped += report.numPendingTests + report.numTodoTests
  for (const { name, assertionResults } of report.testResults)
    for (const { status, fullName } of assertionResults)
      if (status === 'pending' || status === 'skipped' || status === 'todo')
        console.log(`- skipped: ${name.slice(root.length + 1)}: ${fullName}`)
  // A file that could not even be loaded has no failed test to count.
  if (code !== 0 && report.numFailedTests === 0) total.failed += Math.max(1, report.numFailedTestSuites)
}
type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  numFailedTestSuites: number
  testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[]
}

function run(
  program: string,
  args: string[],
  show = false,
): Promise<{ code: number | null; output: string; stdout: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      shell: process.platform === 'win32',
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, NO_COLOR: '1' },
    })
    let output = ''
    let stdout = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      stdout += chunk.toString()
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output, stdout }))
  })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
