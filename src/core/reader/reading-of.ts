// How a run is read, and as what else it could be: what the window and the terminal offer.

import type { Kind, Params, StreamEvent } from '../kind/kind.ts'
import type { Reader } from './reader.ts'
import { readAs, readersFor } from './with-readers.ts'

type Choice = { readonly value: string; readonly label: string }

export type ReadingOf = {
  /** As a person set it: `auto`, `none` or a reader's id; null where the kind has a reading of its own. */
  readonly readAs: string | null
  readonly chosen: string | null
  readonly choices: Choice[]
  /** Best first. */
  readonly offers: Choice[]
}

/** `events` are the run's first; `chosen` is the reader that they chose, null where they chose none. */
export function readingOf(
  kind: Kind | undefined,
  params: Params,
  chosen: string | null,
  events: readonly StreamEvent[],
  readers: readonly Reader[],
): ReadingOf {
  const field = kind?.fields.find(({ name }) => kind.takesReader === true && name === readAs.name)
  if (field === undefined) return { readAs: null, chosen: null, choices: [], offers: [] }
  const set = params[readAs.name] ?? readAs.auto
  const found = new Map<string, number>()
  for (const event of events)
    for (const { id } of readersFor(event, readers)) found.set(id, (found.get(id) ?? 0) + 1)
  const present = set === readAs.auto ? chosen : set
  const offers = readers
    .filter(({ id }) => found.has(id) && id !== present)
    .toSorted(
      // What is certain goes before what is only likely.
      (a, b) =>
        Number(a.choice === 'offered') - Number(b.choice === 'offered') ||
        (found.get(b.id) ?? 0) - (found.get(a.id) ?? 0),
    )
    .map(({ id, label }) => ({ value: id, label }))
  return { readAs: set, chosen, choices: [...(field.choices ?? [])], offers }
}
