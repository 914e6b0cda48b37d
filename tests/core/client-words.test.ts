// What a tapped run's client is called, and how its connection is told of without being taken for the server's.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agentName, clientLabel, clientName, clientWhole } from '../../src/core/run/client-name.ts'
import {
  clientNote,
  clientWords,
  formatClient,
  formatSlowInAll,
  formatUnrecorded,
  serverLeg,
} from '../../src/core/run/client-words.ts'
import { asksPerson, whyNeeds } from '../../src/core/run/marks.ts'
import { unreachedMessage } from '../../src/core/run/reach.ts'
import type { ClientState } from '../../src/core/run/tapped.ts'
import { makeRun, noon, tappedBy } from '../renderer/make-run.ts'

// Of the literal's own keys.
const clientStates = Object.keys(clientWords) as readonly ClientState[]
const clock = (at: number) => new Date(at).toISOString().slice(11, 19)
const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0'

describe('a client is called', () => {
  test.each([
    ['OpenAI/Python 1.99.1', 'OpenAI/Python 1.99'],
    ['OpenAI/JS 5.12.2', 'OpenAI/JS 5.12'],
    ['ai-sdk/openai/2.0.1 runtime/node.js/24', 'ai-sdk/openai 2.0'],
    ['python-requests/2.31.0', 'python-requests 2.31'],
    ['curl/8.5.0', 'curl 8.5'],
    ['story-tablet/2.1 (Android 15; Pixel Tablet)', 'story-tablet 2.1'],
    ['PostmanRuntime/v7.4', 'PostmanRuntime 7.4'],
    ['node', 'node'],
    ['(nothing but a comment)', null],
    [`${chrome} Safari/537.36`, 'Chrome 141'],
    [`${chrome} Safari/537.36 Edg/141.0.3537.71`, 'Edge 141'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox 145'],
    [
      'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
      'Safari 18',
    ],
    ['Mozilla/5.0 (compatible; Feeder)', 'Mozilla 5.0'],
    ['', null],
    [null, null],
  ])('%j: %j', (agent, name) => {
    expect(agentName(agent)).toBe(name)
  })

  test('by its address where it does not say what it is', () => {
    const unnamed = { agent: null, address: '::ffff:10.0.0.7' }
    const named = { agent: 'curl/8.5.0', address: '::1' }
    expect([unnamed, named].map((one) => [clientName(one), clientLabel(one), clientWhole(one)])).toEqual([
      ['10.0.0.7', '10.0.0.7', '10.0.0.7, which does not say what it is'],
      ['curl 8.5', 'curl 8.5 · ::1', 'curl/8.5.0 at ::1'],
    ])
  })

  test('with signs that are not seen written out', () => {
    const client = { agent: 'a\u202egnp.exe/1.0\u200b', address: '127.0.0.1\u202e' }
    expect([clientName(client), clientWhole(client)]).toEqual([
      'a\\u202egnp.exe 1.0',
      'a\\u202egnp.exe/1.0\\u200b at 127.0.0.1',
    ])
  })

  test('in at most 32 characters on one line, none of them unseen, whatever it says', () => {
    const pieces = fc.oneof(
      fc.string(),
      fc.constantFrom('a'.repeat(40), '/', '(', ')', ' ', '\u202e', '\u{e0001}', '😀', '\n', '1.2.3', 'v9'),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (drawn) => {
        const name = agentName(drawn.join(''))
        expect(name ?? 'x').toMatch(/^[^\p{Cc}\p{Cf}\u2028\u2029]{1,32}$/u)
      }),
    )
  })
})

const at = noon + 190_000
const { client: slow } = tappedBy({ state: 'slow', since: at, waiting: 1_200_000, slowMs: 9_000 })

describe('how its connection fares is told', () => {
  test('in a clause of its own', () => {
    const clauses = clientStates.map((state) => formatClient({ ...slow, state, waiting: 0 }, clock))
    expect([...clauses, formatClient(slow, clock)]).toEqual([
      'takes what comes, 800 kB so far',
      'slow: it has taken nothing since 12:03:10',
      'handed all 800 kB',
      'went away at 12:03:10 after 800 kB',
      'cut off at 12:03:10 after 800 kB, since the server’s stream broke',
      'not known: Runlight was not running. It had been handed 800 kB before',
      'slow: 1.2 MB wait for it since 12:03:10',
    ])
    expect(formatClient({ ...slow, state: 'gone', bytes: 0 }, clock)).toBe(
      'went away at 12:03:10, before anything came',
    )
    expect(new Set(Object.values(clientWords)).size).toBe(clientStates.length)
  })

  test('beside the server’s word where that does not say it', () => {
    expect(clientStates.map((state) => clientNote({ state }))).toEqual([
      null,
      'client slow',
      null,
      'client gone',
      null,
      null,
    ])
  })

  test('with how long it took nothing, the present stretch included', () => {
    expect([
      formatSlowInAll(slow, at + 5_000),
      formatSlowInAll({ ...slow, state: 'open' }, at + 5_000),
      formatSlowInAll(tappedBy().client, at),
    ]).toEqual(['slow for 14 s in all', 'slow for 9 s in all', null])
  })

  test('with what is not in the log', () => {
    expect([formatUnrecorded({ unrecorded: 1_200_000 }), formatUnrecorded({ unrecorded: 0 })]).toEqual([
      '1.2 MB passed on and not recorded',
      null,
    ])
  })

  test('and never as the server’s', () => {
    const run = makeRun({
      server: 'api.example.com',
      connection: { state: 'live', since: noon },
      tapped: { ...tappedBy(), client: slow },
    })
    expect(serverLeg(run, noon + 12_000)).toEqual({
      from: 'api.example.com',
      to: 'Runlight',
      words: 'live, 12 s',
      cause: null,
    })
  })
})

test('a client that went away asks for nobody; a server that broke, or that nobody watched, does', () => {
  const ended = (state: 'gone' | 'cut' | 'unknown') =>
    makeRun({
      events: 3,
      job: { state: 'unknown' },
      connection: { state: 'ended-early' },
      tapped: tappedBy({ state }),
    })
  const said = (['gone', 'cut', 'unknown'] as const).map((state) => whyNeeds(ended(state), clock))
  expect(said).toEqual([
    null,
    'In Needs me: the connection is ended early.',
    'In Needs me: the connection is ended early.',
  ])
  expect(asksPerson(ended('gone'))).toBe(false)
})

test('nothing is offered for a stream of which nothing came: only its client asks', () => {
  const run = makeRun({ connection: { state: 'ended-early' }, tapped: tappedBy() })
  expect(unreachedMessage(run)).toEqual({
    title: 'The stream ended before anything came.',
    advice: 'Only its client asks again.',
  })
  expect(unreachedMessage({ ...run, connection: { ...run.connection, state: 'live' } })).toBe(null)
})
