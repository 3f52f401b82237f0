import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { allRoutes } from './src/contract/all.ts'

/**
 * The browser needs of the contract only each operation's method and path; types are inferred. Importing
 * the rows themselves would bring zod and every schema into the first load.
 */
function operations(): Plugin {
  const name = 'virtual:operations'
  return {
    name: 'cartabianca-operations',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined
      const rows = Object.entries(allRoutes).map(([operation, route]) => [
        operation,
        [route.method, route.path, 'idempotent' in route],
      ])
      return `export const operations = ${JSON.stringify(Object.fromEntries(rows))}`
    },
  }
}

export default defineConfig({
  root: 'src/web',
  plugins: [operations(), react()],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // nothing inline: the pages' policy is script-src 'self', font-src 'self'
    assetsInlineLimit: 0,
    // the oldest browsers with light-dark() and popover, which theme.css and the account menu stand on
    target: ['chrome123', 'edge123', 'firefox125', 'safari17.5'],
    modulePreload: { polyfill: false },
  },
  server: {
    port: 5173,
    proxy: { '/api/': { target: process.env.API_URL ?? 'http://127.0.0.1:3000', changeOrigin: false } },
  },
})
