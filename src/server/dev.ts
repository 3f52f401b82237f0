import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { readConfig } from './platform/config.ts'

/**
 * `npm run dev`: the server restarts when its sources change (Node's own --watch), and Vite serves the web
 * app with hot reload, passing everything else on to the server.
 */
const root = join(import.meta.dirname, '..', '..')
const config = readConfig({ ...process.env, PORT: process.env.PORT ?? '3000' })
const webPort = config.port + 1
const publicUrl = `http://localhost:${webPort}`

const server = spawn(
  process.execPath,
  [
    '--watch-path=src/server',
    '--watch-path=src/core',
    '--watch-path=src/contract',
    '--watch-path=messages',
    join(root, 'src/server/start.ts'),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PUBLIC_URL: publicUrl, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' },
  },
)
const { createServer } = await import('vite')
const target = `http://127.0.0.1:${config.port}`
// Same origin for the browser, and told so to the server: its cross-site check compares Origin with Host.
const proxy = { target, changeOrigin: false }
const web = await createServer({
  configFile: join(root, 'vite.config.ts'),
  server: {
    port: webPort,
    strictPort: true,
    proxy: { '/api/': proxy, '/c/': proxy, '/health/': proxy },
  },
})
await web.listen()
console.log(`\nOpen ${publicUrl}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    server.kill('SIGTERM')
    void web.close()
  })
server.on('exit', (code) => process.exit(code ?? 0))
