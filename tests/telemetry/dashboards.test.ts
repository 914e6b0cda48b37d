// The dashboards of resources/grafana against what a live engine exposes: every metric and label that a panel asks for is there.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTelemetry } from '../../src/telemetry/index.ts'
import { startEngine } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'

type Panel = {
  readonly id: number
  readonly title: string
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  readonly targets: readonly {
    readonly expr: string
    readonly legendFormat: string
    readonly refId: string
  }[]
}
type Dashboard = {
  readonly title: string
  readonly uid: string
  readonly schemaVersion: number
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] }
  readonly panels: readonly Panel[]
}

const folder = join(import.meta.dirname, '../../resources/grafana')
const dashboards: readonly Dashboard[] = readdirSync(folder).map((name) =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')),
)

/** The names of the series, and the labels of each: Prometheus’ text format 0.0.4. */
let exposed: ReadonlyMap<string, ReadonlySet<string>>
let text = ''
let server: SseServer

beforeAll(async () => {
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }
  const last = {
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
    usage,
  }
  server = await startSseServer([
    stream(['data: a\n\n'], 'destroy'),
    stream([`data: ${JSON.stringify(last)}\n\n`, 'data: [DONE]\n\n']),
    (_request, response) => response.writeHead(503).end(),
    stream(['data: open\n\n'], 'open'),
  ])
  const telemetry = await openTelemetry({ env: {}, version: '1', fetching: 'wanted', say: () => {} })
  const engine = await startEngine({
    telemetry:
      telemetry === null
        ? null
        : (inside) => {
            const measures = telemetry.port(inside)
            measures.refused(3)
            return measures
          },
  })
  const model = await engine.watch(`${server.url}/s`)
  await engine.until(model, ({ connection }) => connection.state === 'closed')
  const refused = await engine.watch(`${server.url}/r`, { method: 'POST', body: 'x' })
  await engine.until(refused, ({ connection }) => connection.state === 'refused')
  const open = await engine.watch(`${server.url}/o`)
  await engine.until(open, ({ events }) => events === 1)
  text = (await telemetry?.metrics?.()) ?? ''
  await engine.close()
  await server.close()
  const series = new Map<string, Set<string>>()
  for (const line of text.split('\n')) {
    const [, name, labels = ''] = /^([a-z_:][\w:]*)(?:\{(.*)\})? \S+$/i.exec(line) ?? []
    if (name === undefined) continue
    const known = series.get(name) ?? new Set(['instance', 'job'])
    for (const [, label = ''] of labels.matchAll(/(\w+)="(?:[^"\\]|\\.)*"/g)) known.add(label)
    series.set(name, known)
  }
  exposed = series
})
afterAll(() => server.close().catch(() => {}))

/** Each series that a query asks for, with the labels that it is matched by. */
function asked(query: string): { readonly name: string; readonly labels: readonly string[] }[] {
  return [...query.matchAll(/\b((?:runlight|gen_ai|http|target)_\w+)(?:\{([^}]*)\})?(?=[\s[,)]|$)/g)]
    .filter(([, name = ''], _at) => !/_(?:kind|server|name|type|code)$/.test(name))
    .map(([, name = '', matchers = '']) => ({
      name,
      labels: [...matchers.matchAll(/(\w+)(?:=~|!~|!=|=)/g)].map(([, label = '']) => label),
    }))
}

test('there are two dashboards, each with its own name, for the schema of Grafana 10 and later', () => {
  expect(dashboards.map(({ title }) => title).toSorted()).toEqual([
    'Runlight log and collectors',
    'Runlight streams',
  ])
  expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(2)
  for (const { schemaVersion } of dashboards) expect(schemaVersion).toBeGreaterThanOrEqual(36)
})

test('every series and every label that a panel or a variable asks for is exposed by a live engine', () => {
  const missing: string[] = []
  let seen = 0
  for (const { title, panels, templating } of dashboards) {
    const queries = [
      ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
      ...templating.list.flatMap(({ definition }) => definition ?? []),
    ]
    for (const query of queries) {
      const wanted = asked(query)
      if (wanted.length === 0) missing.push(`${title}: nothing is asked for by ${query}`)
      for (const { name, labels } of wanted) {
        seen++
        const there = exposed.get(name)
        if (there === undefined) missing.push(`${title}: ${name}`)
        for (const label of labels)
          if (there?.has(label) === false) missing.push(`${title}: ${name}{${label}}`)
      }
    }
  }
  expect(missing).toEqual([])
  expect(seen).toBeGreaterThan(30)
})

test('what a panel groups by and names its lines by are labels of what it asks for', () => {
  for (const { panels } of dashboards)
    for (const { title, targets } of panels)
      for (const { expr, legendFormat } of targets) {
        const labels = new Set(asked(expr).flatMap(({ name }) => [...(exposed.get(name) ?? [])]))
        const grouped = [...expr.matchAll(/ by \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/))
        const named = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label)
        expect([title, [...grouped, ...named].filter((label) => !labels.has(label))]).toEqual([title, []])
        expect([title, named.filter((label) => !grouped.includes(label))]).toEqual([title, []])
      }
})

test('no two panels overlap, none is wider than the grid, ids and letters are there once, and variables are declared', () => {
  for (const { panels, templating } of dashboards) {
    const declared = new Set(['__rate_interval', '__range', ...templating.list.map(({ name }) => name)])
    const taken = new Map<string, string>()
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    for (const panel of panels) {
      const { x, y, w, h } = panel.gridPos
      expect([panel.title, x >= 0 && x + w <= 24 && h > 0]).toEqual([panel.title, true])
      for (let column = x; column < x + w; column++)
        for (let row = y; row < y + h; row++) {
          expect([panel.title, taken.get(`${column} ${row}`)]).toEqual([panel.title, undefined])
          taken.set(`${column} ${row}`, panel.title)
        }
      expect(new Set(panel.targets.map(({ refId }) => refId)).size).toBe(panel.targets.length)
      const used = [...JSON.stringify(panel).matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name)
      expect([panel.title, used.filter((name) => !declared.has(name))]).toEqual([panel.title, []])
    }
  }
})

test('what Prometheus fetches carries no run’s number and each series once', () => {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const series = lines.map((line) => line.replace(/ \S+$/, ''))
  expect(new Set(series).size).toBe(series.length)
  expect(series.join('\n')).not.toMatch(/run_?id/i)
  expect(exposed.get('runlight_stream_events_total')).toContain('runlight_server')
})
