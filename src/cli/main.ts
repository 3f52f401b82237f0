import { ConfigError } from '../server/platform/config.ts'
import {
  DataFolderDamaged,
  DataFolderInUse,
  PostgresFailed,
  PostgresUnavailable,
} from '../server/platform/embedded-postgres.ts'
import { DatabaseError } from '../server/platform/migrate.ts'
import { CommandFailure, UsageFailure } from './failure.ts'

/** `npm run cli -- <command>`: what is done from a terminal, thin over the same scripts as the server. */
type Command = {
  usage: string
  does: string
  /** @returns the exit code */
  run(args: string[]): Promise<number>
}

const commands: Record<string, Command> = {
  import: {
    usage: 'import <file.csv> --mapping <mapping.json> --client <slug> [--team <name>]',
    does: 'bring a client’s history in (docs/import/README.md)',
    run: async (args) => (await import('./import.ts')).runImport(args),
  },
  'ledger verify': {
    usage: 'ledger verify [--client <slug>] | ledger verify <file> [--checkpoint <file>]… [--language <it>]',
    does: 'check a ledger in the database, or an export or a receipt without any; exit 1 names the first fault',
    run: async (args) => (await import('./ledger.ts')).runVerify(args),
  },
  'ledger export': {
    usage: 'ledger export --client <slug> <file>',
    does: 'write a client’s ledger with its seals, keys and mandates, for anyone to verify offline',
    run: async (args) => (await import('./ledger.ts')).runExport(args),
  },
  'ledger rotate-key': {
    usage: 'ledger rotate-key',
    does: 'seal with a new key from here on, which the old one signs into every ledger',
    run: async (args) => (await import('./ledger-key.ts')).runRotateKey(args),
  },
  'mandate check': {
    usage: 'mandate check <file.json> [--language <it>]',
    does: 'say every fault of a mandate with its place; exit 1 when it can’t be signed',
    run: async (args) => (await import('./mandate.ts')).checkMandate(args),
  },
  'mandate schema': {
    usage: 'mandate schema',
    does: 'write docs/mandate.schema.json anew from the contract',
    run: async () => {
      ;(await import('./mandate.ts')).writeMandateSchema()
      return 0
    },
  },
  backtest: {
    usage:
      'backtest --mandate <draft.json> --client <slug> | --history <file> | --synthetic <rows> [--against <mandate.json>] [--json]',
    does: 'try a draft on the past: what it would have decided, what it would have cost (docs/backtest.md)',
    run: async (args) => (await import('./backtest.ts')).runBacktest(args),
  },
  openapi: {
    usage: 'openapi',
    does: 'write docs/openapi.json anew from the contract',
    run: async () => {
      ;(await import('./openapi.ts')).writeOpenApi()
      return 0
    },
  },
  schema: {
    usage: 'schema',
    does: 'write the database types anew from the migrations',
    run: async () => {
      await (await import('./schema.ts')).writeSchema()
      return 0
    },
  },
  help: {
    usage: 'help',
    does: 'this list',
    run: async () => {
      console.log(help())
      return 0
    },
  },
}

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  try {
    const found = findCommand(args)
    return await found.command.run(found.args)
  } catch (error) {
    const told = tell(error)
    if (told === null) throw error
    console.error(told.sentence)
    return told.exitCode
  }
}

function findCommand(args: string[]): { command: Command; args: string[] } {
  const [first = 'help', second = ''] = args
  if (['--help', '-h'].includes(first)) return { command: commands.help!, args: [] }
  for (const [name, words] of [
    [`${first} ${second}`, 2],
    [first, 1],
  ] as const)
    if (Object.hasOwn(commands, name)) return { command: commands[name]!, args: args.slice(words) }
  const names = Object.keys(commands).filter((name) => name.startsWith(`${first} `))
  throw new UsageFailure(
    names.length > 0
      ? `Say which: npm run cli -- ${names.join(' | ')}.`
      : `There is no command "${first}": npm run cli -- help lists them.`,
  )
}

function help(): string {
  const lines = Object.values(commands).map(({ usage, does }) => `  ${usage}\n      ${does}`)
  return [
    'npm run cli -- <command>',
    '',
    ...lines,
    '',
    'The database is DATABASE_URL’s, or the one in DATA_DIR (./data), whether the server runs or not.',
  ].join('\n')
}

/** An expected failure as a sentence; null for a bug, which shows itself whole. */
function tell(error: unknown): { sentence: string; exitCode: number } | null {
  if (error instanceof CommandFailure) return { sentence: error.message, exitCode: error.exitCode }
  const expected = [
    ConfigError,
    DatabaseError,
    DataFolderInUse,
    DataFolderDamaged,
    PostgresUnavailable,
    PostgresFailed,
  ]
  if (expected.some((kind) => error instanceof kind))
    return { sentence: (error as Error).message, exitCode: 1 }
  const code = error instanceof Error ? String((error as { code?: unknown }).code) : ''
  // node:util's parseArgs
  if (code.startsWith('ERR_PARSE_ARGS')) return { sentence: (error as Error).message, exitCode: 2 }
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '28000', '3D000'].includes(code))
    return { sentence: `The database can’t be reached: ${(error as Error).message || code}.`, exitCode: 1 }
  return null
}
