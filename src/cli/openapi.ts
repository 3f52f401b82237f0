import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeOpenApi } from '../contract/openapi.ts'

export const openApiFile = join(import.meta.dirname, '..', '..', 'docs', 'openapi.json')

/** The document as the file holds it: the same contract gives the same bytes. */
export function openApiText(): string {
  return `${JSON.stringify(makeOpenApi(), null, 2)}\n`
}

/** Writes docs/openapi.json anew. */
export function writeOpenApi(): void {
  mkdirSync(dirname(openApiFile), { recursive: true })
  writeFileSync(openApiFile, openApiText())
}

if (process.argv[1] === import.meta.filename) writeOpenApi()
