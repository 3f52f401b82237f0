import type { WriteStream } from 'node:tty'
import type { ImportCounts } from '../server/import/run.ts'

/** Rows between two lines where no terminal shows a bar. */
const linesEvery = 10_000

/** How far an import is: a bar on a terminal, else a line now and then. */
export function openProgress(
  out: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>,
  totalBytes: number,
): { show(counts: ImportCounts, bytes: number): void; end(): void } {
  let said = 0
  let shown = false
  return {
    show({ read, refused }, bytes) {
      const share = totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes)
      const text = `${Math.floor(share * 100)} %  ${read.toLocaleString('en-GB')} rows${refused > 0 ? `, ${refused} refused` : ''}`
      if (out.isTTY) {
        const width = Math.max(10, Math.min(40, (out.columns || 80) - text.length - 5))
        const full = Math.round(share * width)
        out.write(`\r[${'#'.repeat(full)}${'·'.repeat(width - full)}] ${text}`)
        shown = true
      } else if (read - said >= linesEvery) {
        out.write(`${text}\n`)
        said = read
      }
    },
    end() {
      if (shown) out.write('\n')
    },
  }
}
