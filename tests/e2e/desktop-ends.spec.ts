// How the app ends when something asks it to: signals, the system's shutdown, an error while it starts. Each in order, and a
// box that waits for a person holds up nothing.

import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DesktopApp, expect, test } from '../support/electron/desktop.ts'
import { startSseServer } from '../support/sse-server.ts'

/** The exit code, and whether the engine closed in order: it takes away the file that names it. */
async function ending(app: DesktopApp, dataDir: string, end: () => Promise<unknown>) {
  // Answered by the engine, which is open then.
  await app.call('app.info', {})
  expect(existsSync(join(dataDir, 'engine.json'))).toBe(true)
  const gone = new Promise<number | string | null>((resolve) =>
    app.process().once('exit', (code, signal) => resolve(signal ?? code)),
  )
  // What ends the process may take its own answer along.
  await end().catch(() => {})
  return { ended: await gone, inOrder: !existsSync(join(dataDir, 'engine.json')) }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  test(`${signal} quits in order, though it comes three times for one wish`, async ({ desktop }) => {
    test.skip(process.platform === 'win32', 'Windows has no signals.')
    const app = await desktop.launch()
    const kill = async () => {
      for (let times = 0; times < 3; times++) app.process().kill(signal)
    }
    expect(await ending(app, desktop.dataDir, kill)).toEqual({ ended: 0, inOrder: true })
  })
}

test('the shutdown of the system quits in order', async ({ desktop }) => {
  const app = await desktop.launch()
  const shutDown = () =>
    app.evaluate(({ powerMonitor }) => powerMonitor.emit('shutdown', { preventDefault: () => {} }))
  expect(await ending(app, desktop.dataDir, shutDown)).toEqual({ ended: 0, inOrder: true })
})

test('the end of a session on Windows quits in order', async ({ desktop }) => {
  const app = await desktop.launch()
  const leave = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('session-end'))
  expect(await ending(app, desktop.dataDir, leave)).toEqual({ ended: 0, inOrder: true })
})

test('a box that waits for a person holds up no run', async ({ desktop }) => {
  const server = await startSseServer([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      setInterval(() => response.write('data: tick\n\n'), 50).unref()
    },
  ])
  const app = await desktop.launch()
  const common = {
    kind: 'plain',
    serverId: null,
    baseUrl: null,
    headers: null,
    evenIfWatched: true,
    retry: true,
  }
  const params = { url: `${server.url}/ticks` }
  const { run } = await app.call('runs.add', { ...common, params, title: 'Harbour log' })
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    for (let deaths = 0; deaths < 5; deaths++)
      contents?.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
  })
  // The page is loaded again meanwhile, and cannot be asked.
  const stored = async () => {
    const { runs } = await app.call('runs.snapshot', {}).catch(() => ({ runs: [] }))
    return runs.find(({ id }) => id === run)?.events ?? 0
  }
  await expect.poll(stored).toBeGreaterThan(0)
  const before = await stored()
  await expect.poll(stored).toBeGreaterThan(before + 20)
  await server.close()
})

test('an error while the app is loaded ends it with a sentence', async ({ desktop }) => {
  const folder = join(desktop.dataDir, 'broken')
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'broken', version: '1.0.0', type: 'module', main: 'index.js' }),
  )
  cpSync('out/main/index.js', join(folder, 'index.js'))
  const { code, said } = await desktop.start({ folder })
  expect(code).toBe(1)
  expect(said).toContain('Runlight cannot start')
  expect(said).toContain('A part of it is missing or damaged: install it again.')
})
