// What a first look at Runlight watches: one sound job of every kind, one that loses its connection and comes back, and
// one that falls silent. A random choice was rejected: the same first minute can be told, tested and pictured.

import type { Params } from '../core/kind/kind.ts'
import { paramsAt, scenarios } from './scenarios.ts'

/** Kind and name of scenarios, in the order in which they are watched. */
const chosen: readonly (readonly [kind: string, name: string])[] = [
  ['flashcards', 'biology-101'],
  ['videos', '4f3e2d1c-8a7b-4c6d-9e0f-1a2b3c4d5e6f'],
  ['stories', 'adventure'],
  ['learning-paths', 'data-engineering'],
  ['processes', 'process'],
  ['chat', 'sse'],
  ['plain', 'ticker'],
  ['flashcards', 'cut-once'],
  ['videos', 'silence'],
]

/** The runs to watch on the sample backend at `baseUrl`, such as `http://127.0.0.1:4280`, as form values by kind. */
export function sampleRuns(baseUrl: string): readonly { readonly kind: string; readonly params: Params }[] {
  return chosen.flatMap(([kind, name]) =>
    scenarios
      .filter((scenario) => scenario.kind === kind && scenario.name === name)
      .map((scenario) => ({ kind, params: paramsAt(scenario, baseUrl) })),
  )
}
