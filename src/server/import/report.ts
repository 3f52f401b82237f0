import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

/** The refused rows as CSV: line (on which the row begins, from 1) and reason. Written even when there are none. */
export function openReport(file: string): {
  write(line: number, reason: string): Promise<void>
  close(): Promise<void>
} {
  const out = createWriteStream(file)
  const opened = once(out, 'open')
  out.write('line,reason\n')
  return {
    async write(line, reason) {
      await opened
      if (!out.write(`${line},"${reason.replaceAll('"', '""')}"\n`)) await once(out, 'drain')
    },
    async close() {
      await opened
      out.end()
      await finished(out)
    },
  }
}
