// What holds of every client of a model's answers: streaming, leaving, and failing, it sees and is seen as without a tap, and the
// log says what happened.

import { expect, test } from 'vitest'
import type { TappedEngine } from '../../support/tapped-engine.ts'
import { beside, errorOf } from './beside.ts'
import { endOf, ends } from './ends.ts'
import { answering, type Dialect, type Way } from './model-server.ts'

export type Proved = {
  readonly engine: () => TappedEngine
  readonly dialect: Dialect
  /** Which reader recognises it. */
  readonly reader: string
  /** How its User-Agent begins. */
  readonly agent: string
  /** How many parts the client makes of a whole answer. */
  readonly parts: number
  /** Asks with one repetition where its client repeats. Whoever stops reading ends the request. */
  readonly ask: (url: string) => Promise<AsyncIterable<unknown>>
}

const text = 'Because of the moon — 🌕.'

/** Tests in the group that it is called in. */
export function proveClient({ engine, dialect, reader, agent, parts, ask }: Proved): void {
  const play = async (url: string, leaves: boolean) => {
    const given: unknown[] = []
    try {
      for await (const part of await ask(url)) {
        // A copy: some clients go on writing into what they gave.
        given.push(structuredClone(part))
        if (leaves && given.length === 2) break
      }
      return { given, thrown: null }
    } catch (thrown) {
      return { given, thrown: errorOf(thrown) }
    }
  }
  const playing = (way: Way) =>
    beside(
      engine(),
      () => answering(dialect, way),
      (url) => play(url, way === 'waits'),
    )
  const ended = () => endOf(engine())
  const whole = { ...ends.whole, reader, text, tokens: [10, 7] }

  test('a whole answer', async () => {
    const { seen } = await playing('whole')
    expect([seen.given.length, seen.thrown]).toEqual([parts, null])
    expect(await ended()).toEqual({ ...whole, agent: expect.stringContaining(agent) })
  })

  test('an answer that breaks off', async () => {
    const { seen } = await playing('breaks off')
    expect(seen.thrown).not.toBe(null)
    expect(await ended()).toMatchObject({ ...ends.broken, reader })
  })

  test('an answer that fails in the midst', async () => {
    const { seen } = await playing('fails in the midst')
    expect(JSON.stringify(seen)).toContain('The model ran aground')
    expect(await ended()).toMatchObject({ ...ends.failed, reader })
  })

  test('an answer that the application leaves', async () => {
    const { seen, heard } = await playing('waits')
    expect([seen.thrown, heard.map(({ end }) => end)]).toEqual([null, ['left']])
    expect(await ended()).toMatchObject({ ...ends.left, reader })
  })

  test('refusals reach it whole, are asked again as its client does, and are no runs', async () => {
    const refused = await playing('401')
    expect(JSON.stringify(refused.seen.thrown)).toContain('No such key')
    const failed = await playing('500')
    expect(JSON.stringify(failed.seen.thrown)).toContain('The model ran aground')
    const limited = await playing('429 once')
    if (limited.heard.length === 1) expect(JSON.stringify(limited.seen.thrown)).toContain('Too many of you')
    else expect(await ended()).toMatchObject(whole)
  })
}
