// How a run is read, and as what else it could be: what the window and the terminal offer.

import { RunlightError } from '../basics/errors.ts'
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

/** What runs of `kind` may be read as; null where it has a reading of its own. */
function choicesOf(kind: Kind | undefined): readonly Choice[] | null {
  const field = kind?.fields.find(({ name }) => kind.takesReader === true && name === readAs.name)
  return field === undefined ? null : (field.choices ?? [])
}

/**
 * Throws a RunlightError where a run of the kind `id` cannot be read as `wanted`: `not-allowed` for a kind with a reading of its
 * own, or none that is known, and `bad-input` for a reader that there is not.
 */
export function checkReadAs(id: string, kind: Kind | undefined, wanted: string): asserts kind is Kind {
  const choices = choicesOf(kind)
  if (choices === null)
    throw new RunlightError(
      'not-allowed',
      `What the events of ${id} mean is documented: they are not read as something else.`,
    )
  const known = choices.map(({ value }) => value)
  if (!known.includes(wanted))
    throw new RunlightError(
      'bad-input',
      `There is no reader “${wanted.slice(0, 40)}”. Known: ${known.join(', ')}.`,
    )
}

/** `events` are the run's first; `chosen` is the reader that they chose, null where they chose none. */
export function readingOf(
  kind: Kind | undefined,
  params: Params,
  chosen: string | null,
  events: readonly StreamEvent[],
  readers: readonly Reader[],
): ReadingOf {
  const choices = choicesOf(kind)
  if (choices === null) return { readAs: null, chosen: null, choices: [], offers: [] }
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
  return { readAs: set, chosen, choices: [...choices], offers }
}
