import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core'

/** Mantine wants ten shades of each colour; ours are tokens that know the scheme, so all ten are one. */
const token = (name: string) => Array(10).fill(`var(--${name})`) as unknown as MantineColorsTuple

export const theme: MantineThemeOverride = createTheme({
  fontFamily: 'var(--sans)',
  headings: { fontFamily: 'var(--serif)', fontWeight: '500' },
  colors: { ink: token('ink'), you: token('you') },
  primaryColor: 'ink',
  primaryShade: 5,
  defaultRadius: 'var(--radius-small)',
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  spacing: { xs: 'var(--s2)', sm: 'var(--s3)', md: 'var(--s4)', lg: 'var(--s5)', xl: 'var(--s6)' },
})

const mapped = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
  '--mantine-color-default': 'var(--sheet)',
  '--mantine-color-default-hover': 'var(--paper)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--edge)',
  // nothing on these screens is red: what has to be put right is amber
  '--mantine-color-error': 'var(--wait)',
  '--mantine-color-disabled': 'var(--paper)',
  '--mantine-color-disabled-color': 'var(--ink-faint)',
  '--mantine-color-disabled-border': 'var(--rule)',
}

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: mapped, dark: mapped })
