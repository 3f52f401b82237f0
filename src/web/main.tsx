import {
  DirectionProvider,
  localStorageColorSchemeManager,
  MantineProvider,
  useDirection,
} from '@mantine/core'
import './ui/mantine.css'
import './ui/fonts.css'
import './ui/theme.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { useTranslation } from 'react-i18next'
import { currentLanguage, directionOf, startLanguage } from './i18n.ts'
import { queryClient } from './queries.ts'
import { router } from './router.tsx'
import { cssVariables, theme } from './ui/theme.ts'

const schemes = localStorageColorSchemeManager({ key: 'cartabianca.scheme' })

/** Mantine's own parts turn with the language. */
function Direction() {
  const { i18n } = useTranslation()
  const { setDirection } = useDirection()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language is what turns the page
  useEffect(() => setDirection(directionOf(currentLanguage())), [i18n.language, setDirection])
  return null
}

await startLanguage()
createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={schemes}
        defaultColorScheme="auto"
      >
        <Direction />
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  </StrictMode>,
)
