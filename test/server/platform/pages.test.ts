import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allRoutes } from '../../../src/contract/all.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { makeApp, type TestApp } from './app.ts'

let database: TestDatabase
let built: TestApp
let unbuilt: TestApp
const root = mkdtempSync(join(tmpdir(), 'cartabianca-web-'))

beforeAll(async () => {
  mkdirSync(join(root, 'assets'))
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>desk</title>')
  writeFileSync(join(root, 'assets', 'app-3f2a.js'), 'export {}')
  database = await makeDatabase()
  built = await makeApp(database, { webRoot: root })
  unbuilt = await makeApp(database)
})
afterAll(async () => {
  await built.close()
  await unbuilt.close()
  await database.close()
  rmSync(root, { recursive: true })
})

const html = { accept: 'text/html' }

test('any page of the web app is its index, asked anew each time; its files are kept', async () => {
  for (const path of ['/', '/desk/123', '/link', '/index.html']) {
    const page = await built.ask('GET', path, { headers: html })
    expect([page.statusCode, page.headers['cache-control'], page.body]).toEqual([
      200,
      'no-cache',
      '<!doctype html><title>desk</title>',
    ])
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
  }
  const file = await built.ask('GET', '/assets/app-3f2a.js')
  expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(file.headers['content-type']).toContain('javascript')
  expect(file.headers['content-security-policy']).not.toContain('eval')
})

test('what is no page is a problem, and nothing outside the folder is served', async () => {
  const paths = [
    '/api/v1/nothing',
    '/c',
    '/health/nothing',
    '/assets/gone.js',
    '/..%2f..%2fetc/passwd.txt',
    '/%2e%2e/x.js',
  ]
  for (const path of paths) {
    const answer = await built.ask('GET', path, { headers: html })
    expect([path, answer.statusCode]).toEqual([
      path,
      expect.toSatisfy((status) => status === 404 || status === 403 || status === 400),
    ])
    expect(answer.headers['content-type']).toContain('application/problem+json')
  }
  expect((await built.ask('GET', '/desk', { headers: { accept: 'application/json' } })).statusCode).toBe(404)
})

test('without a build, one sentence says what to do', async () => {
  const page = await unbuilt.ask('GET', '/', { headers: html })
  expect([page.statusCode, page.body]).toEqual([503, expect.stringContaining('npm start')])
})

test('health: live always, ready when the database answers and has our schema', async () => {
  expect((await built.ask('GET', '/health/live')).statusCode).toBe(200)
  expect((await built.ask('GET', '/health/ready')).statusCode).toBe(200)
  await database.owner.query(`update migration set name = 'x' || name`)
  expect((await built.ask('GET', '/health/ready')).statusCode).toBe(503)
  await database.owner.query(`update migration set name = substr(name, 2)`)
})

test('the API says itself, and its page runs no script but its own', async () => {
  const document = (await built.ask('GET', '/api/v1/openapi.json')).json()
  const operations = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>)
    .flatMap((path) => Object.values(path).map((operation) => operation.operationId))
    .sort()
  expect(operations).toEqual([...Object.keys(allRoutes), 'event.stream'].sort())
  const page = await built.ask('GET', '/api/docs/')
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-[^']+'; /)
  expect(page.body).not.toMatch(/(?:src|href)="https?:/)
  const script = await built.ask('GET', '/api/docs/js/scalar.js')
  expect(script.headers['content-type']).toContain('javascript')
})
