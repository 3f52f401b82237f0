/** Most particular first: every browser also claims to be the ones it descends from. */
const browsers: [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** What a person would call the device behind a user agent; names are the same in every language. */
export function deviceOf(userAgent: string): { browser?: string; system?: string } {
  const named = (names: [RegExp, string][]) => names.find(([mark]) => mark.test(userAgent))?.[1]
  return { browser: named(browsers), system: named(systems) }
}
