/** Gives a document to the reader's machine as a JSON file, as it stands. */
export function download(document: unknown, name: string): void {
  const file = new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: 'application/json' })
  const url = URL.createObjectURL(file)
  const link = window.document.createElement('a')
  link.href = url
  link.download = `${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}.json`
  link.click()
  // the browser has begun to read by then; at once would be too early for some
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
