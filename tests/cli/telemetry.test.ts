// Telemetry of the built terminal host: nothing of it is loaded unless it is asked for, and `serve --metrics` answers.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { needsUnix } from '../support/needs.ts'
import { type Running, startCli } from './support/run-cli.ts'

let dataDir: string
let running: Running | null

beforeEach(() => {
  dataDir = freshDir()
  running = null
})
afterEach(async () => {
  running?.child.kill('SIGKILL')
  await running?.ended
  removeDir(dataDir)
})

const bySignal = needsUnix('An end by a signal', 'signals that a process hears')

/** Serves until its board is there; gives the address of its metrics, and which modules of OpenTelemetry were loaded by the end. */
async function serve(words: readonly string[], env: Record<string, string> = {}) {
  const loaded = join(dataDir, 'loaded.txt')
  writeFileSync(loaded, '')
  const hook = `import { registerHooks } from 'node:module'
    import { appendFileSync } from 'node:fs'
    registerHooks({ load: (url, context, next) => {
      if (url.includes('opentelemetry')) appendFileSync(${JSON.stringify(loaded)}, url + '\\n')
      return next(url, context)
    } })`
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(hook)}`
  running = await startCli(['serve', '--no-open', ...words], { dataDir, env: { ...env, NODE_OPTIONS } })
  await running.line((line) => line.startsWith('Runlight is serving on '))
  const [, url = null] = /^Metrics and health are answered on (\S+)$/m.exec(running.out()) ?? []
  return { running, url, loaded: () => readFileSync(loaded, 'utf8') }
}

test.runIf(bySignal)('nothing of OpenTelemetry is loaded where nothing asks for it', async () => {
  const { running, url, loaded } = await serve([], { OTEL_SERVICE_NAME: 'named' })
  running.child.kill('SIGINT')
  expect(await running.ended).toMatchObject({ code: 0, err: '' })
  expect([url, loaded()]).toEqual([null, ''])
})

test.runIf(bySignal)('“serve --metrics” answers metrics and health at that port until its end', async () => {
  const { running, url, loaded } = await serve(['--metrics', '0'])
  const [health, ready, metrics] = await Promise.all(
    ['/healthz', '/readyz', '/metrics'].map(async (path) => (await fetch(`${url}${path}`)).text()),
  )
  expect([health, ready]).toEqual(['ok\n', 'ok\n'])
  expect(metrics).toContain('target_info{service_name="runlight"')
  expect(loaded()).toContain('@opentelemetry/sdk-metrics')
  running.child.kill('SIGINT')
  expect(await running.ended).toMatchObject({ code: 0, err: '' })
})

test.runIf(bySignal)('a wrong variable is a sentence on standard error, and Runlight goes on', async () => {
  const { running } = await serve([], { OTEL_TRACES_EXPORTER: 'zipkin' })
  running.child.kill('SIGINT')
  expect(await running.ended).toMatchObject({
    code: 0,
    err: 'runlight: OTEL_TRACES_EXPORTER has “zipkin”: write otlp, console, none. No traces go there.\n',
  })
})
