// How a run is read, for the line that says so. Pure.

import type { Params } from '../kind/kind.ts'
import type { ReaderChoice } from '../run/run.ts'
import { readAs } from './with-readers.ts'

export type ShownReading = { readonly label: string; readonly by: 'recognised' | 'chosen' }

type Choosing = {
  readonly name: string
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}

/**
 * What reads a run of a kind with these `fields`: the reader that its events chose, or what a person did. Null where no reader
 * does and nobody said so.
 */
export function shownReading(
  fields: readonly Choosing[],
  params: Params,
  chosen: ReaderChoice | undefined,
): ShownReading | null {
  const choices = fields.find(({ name }) => name === readAs.name)?.choices ?? []
  const set = params[readAs.name] ?? readAs.auto
  const id = set === readAs.auto ? chosen?.id : set
  if (id === undefined) return null
  const label = choices.find(({ value }) => value === id)?.label ?? id
  return { label, by: set === readAs.auto ? 'recognised' : 'chosen' }
}
