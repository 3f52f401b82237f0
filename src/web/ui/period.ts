/** One full stop at the end: an amount may bring its own ("650.000 د.ت."), within the marks that isolate it. */
export function oneStop(sentence: string): string {
  return sentence.replace(/\.([\u2068\u2069]*)\.(?=\s|$)/g, '.$1')
}
