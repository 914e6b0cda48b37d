// What each fault's sentence promises, as a check against the real server. Faults that only change what a job says are
// in `content-checks`.

import { expect } from 'vitest'
import type { Asking, Check } from './asking.ts'
import { contentChecks } from './content-checks.ts'
import { expectComplete, isTerminal } from './outcomes.ts'
import type { Seen, WatchOptions } from './watch.ts'

const refused =
  (status: number): Check =>
  async (ask) => {
    for (let i = 0; i < 3; i++) {
      const answer = await ask.fetch()
      const body = await answer.json()
      expect([answer.status, answer.headers.get('content-type'), body]).toEqual([
        status,
        'application/json',
        { detail: expect.stringMatching(/^[A-Z].+\.$/) },
      ])
    }
  }

/** Some events came, and none of them was the last. */
function expectBroken({ kind }: Asking, seen: Seen, ending: Seen['ending']): void {
  expect([seen.status, seen.ending, seen.events.filter((event) => isTerminal(kind, event))]).toEqual([
    200,
    ending,
    [],
  ])
  expect(seen.events.length).toBeGreaterThan(0)
}

const unlimited: WatchOptions = { enough: Number.POSITIVE_INFINITY }

export const faultChecks: Readonly<Record<string, Check | undefined>> = {
  ...contentChecks,

  'cut-once': async (ask) => {
    expectBroken(ask, await ask.watch(unlimited), 'lost')
    expectComplete(ask, await ask.watch())
  },

  'cut-always': async (ask) => {
    for (let i = 0; i < 3; i++) expectBroken(ask, await ask.watch(unlimited), 'lost')
    // Also once a job that lives on the server is over: a minute of the sample world is enough for all of them.
    await new Promise((resolve) => setTimeout(resolve, 61_000 / ask.speed))
    expectBroken(ask, await ask.watch(unlimited), 'lost')
  },

  'end-early': async (ask) => expectBroken(ask, await ask.watch(), 'finished'),

  silence: async (ask) => {
    // Ninety seconds of the sample world: longer than any of its jobs.
    const seen = await ask.watch({ ...unlimited, quietMs: 90_000 / ask.speed })
    expectBroken(ask, seen, 'left')
    if (ask.endless) expect(seen.events.length).toBeLessThan(10)
  },

  'slow-start': async (ask) => {
    const askedAt = performance.now()
    const answer = await ask.fetch()
    // Timers count whole milliseconds and may be one early.
    expect(performance.now() - askedAt).toBeGreaterThanOrEqual(12_000 / ask.speed - 1)
    expect(answer.status).toBe(200)
    await answer.body?.cancel()
    expectComplete(ask, await ask.watch())
  },

  unavailable: async (ask) => {
    for (let i = 0; i < 2; i++) {
      const { status, headers } = await ask.watch()
      expect([status, headers.get('retry-after')]).toEqual([503, '5'])
    }
    expectComplete(ask, await ask.watch())
  },

  down: refused(503),

  'rate-limited': async (ask) => {
    const askedAt = Date.now()
    const { status, headers } = await ask.watch()
    const given = headers.get('retry-after') ?? ''
    const at = new Date(given)
    expect([status, given]).toEqual([429, at.toUTCString()])
    expect(at.getTime() - askedAt).toBeGreaterThanOrEqual(5_000)
    expectComplete(ask, await ask.watch())
  },

  unauthorized: async (ask) => {
    const wrong: HeadersInit[] = [{}, { authorization: 'Bearer other' }, { cookie: 'session=other' }]
    for (const headers of wrong) {
      const answer = await ask.watch({ headers })
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="sample"'])
    }
    expectComplete(ask, await ask.watch({ headers: { authorization: 'Bearer sample-token' } }))
    expectComplete(ask, await ask.watch({ headers: { cookie: 'theme=dark; session=sample-token' } }))
  },

  forbidden: refused(403),
  missing: refused(404),
  gone: refused(410),
  'error-500': refused(500),

  'no-content': async (ask) => {
    const { status, text } = await ask.watch()
    expect([status, text]).toEqual([204, ''])
  },

  html: async (ask) => {
    const { status, headers, text } = await ask.watch()
    expect([status, headers.get('content-type'), text.includes('<h1>Sign in')]).toEqual([
      200,
      'text/html; charset=utf-8',
      true,
    ])
  },

  json: async (ask) => {
    const { status, headers, text } = await ask.watch()
    expect([status, headers.get('content-type'), JSON.parse(text).status]).toEqual([
      200,
      'application/json',
      'processing',
    ])
  },

  redirect: async (ask) => {
    const { status, headers } = await ask.fetch({ redirect: 'manual' })
    expect([status, headers.get('location')]).toEqual([307, `/ok${ask.path.replace(/^\/redirect/, '')}`])
    expectComplete(ask, await ask.watch())
  },

  'redirect-loop': async (ask) => {
    const { status, headers } = await ask.fetch({ redirect: 'manual' })
    expect([status, headers.get('location')]).toEqual([307, ask.path])
    await expect(ask.fetch()).rejects.toThrow()
  },

  'retry-field': async (ask) => {
    const first = await ask.watch(unlimited)
    expectBroken(ask, first, 'lost')
    const second = await ask.watch()
    expectComplete(ask, second)
    expect([first.retries, second.retries, first.text.startsWith('retry: 2000\n')]).toEqual([
      [2000],
      [2000],
      true,
    ])
  },

  'repeat-state': async (ask) => {
    const connections: Seen[] = []
    do connections.push(await ask.watch())
    while (connections.at(-1)?.ending === 'lost' && connections.length < 20)
    const sets = connections.map(({ events }) =>
      events.filter(({ name }) => name === 'set').map(({ data }) => JSON.parse(data).id),
    )
    // Each connection says again, in the same order, all the sets of the one before.
    for (const [i, ids] of sets.entries())
      expect(ids.slice(0, sets[i - 1]?.length ?? 0)).toEqual(sets[i - 1] ?? [])
    expect(connections.length).toBeGreaterThan(1)
    expect(new Set(connections.map(({ events }) => events[0]?.name))).toEqual(new Set(['status']))
    const last = connections.at(-1)
    if (last !== undefined) expectComplete(ask, last)
  },

  'no-pings': async (ask) => {
    const seen = await ask.watch()
    expectComplete(ask, seen)
    expect(seen.events.filter(({ name }) => name === 'ping')).toEqual([])
  },

  'late-events': async (ask) => {
    const { events, ending } = await ask.watch()
    const end = events.findIndex((event) => isTerminal(ask.kind, event))
    const first = events.filter(({ name }) => name !== 'ping').slice(0, 3)
    expect([ending, events.slice(end + 1)]).toEqual(['finished', first])
  },
}
