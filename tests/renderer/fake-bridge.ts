// A bridge whose engine is played by the test: it answers calls when told to, and pushes what it is given.

import type { RunsPage } from '../../src/core/contract/calls/pages.ts'
import type { Bridge, Changes } from '../../src/core/contract/contract.ts'
import { defaultSettings } from '../../src/core/contract/default-settings.ts'
import type { Answer } from '../../src/core/contract/dispatch.ts'
import type { RunSummary } from '../../src/core/run/run.ts'

type Call = {
  readonly name: string
  readonly input: unknown
  readonly answer: (answer: Answer) => void
  /** As a bridge rejects; a cut wire unless said. */
  readonly fail: (reason?: Error) => void
}

export function createFakeBridge() {
  const calls: Call[] = []
  const listeners = new Set<(changes: unknown) => void>()
  const bridge: Bridge = {
    call: (name, input) =>
      new Promise((resolve, reject) => {
        const fail = (reason = new Error('The wire is cut.')) => reject(reason)
        calls.push({ name, input, answer: resolve, fail })
      }),
    onChanges(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    bridge,
    calls,
    listeners,
    /** The names of the calls that were made so far. */
    names: () => calls.map((call) => call.name),
    push(part: Partial<Changes> & { readonly seq: number }) {
      const changes: Changes = { runs: [], removed: [], servers: null, log: null, settings: null, ...part }
      for (const listener of listeners) listener(changes)
    },
  }
}

/** The engine's answer to `runs.snapshot`: of all runs, unless `left` says what is to be asked for. */
export function snapshotOf(
  seq: number,
  runs: readonly RunSummary[],
  left: Pick<RunsPage, 'next' | 'rest'> = { next: null, rest: [] },
): Answer {
  const log = { state: 'ok', sentence: null }
  return { ok: true, value: { seq, runs, ...left, servers: [], log, settings: defaultSettings } }
}
