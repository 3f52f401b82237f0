import { pino } from 'pino'

export type Log = ReturnType<typeof makeLog>

/**
 * JSON lines on stderr: stdout is for people. Personal data never goes in: requests log method, route
 * pattern, status and id, not the address asked for (customers' links are secrets).
 */
export function makeLog(level: string) {
  return pino({ level, base: null }, process.stderr)
}
