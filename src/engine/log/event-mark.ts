// When two events are equal, and the number that stands for an event where its texts are not carried along.

import { digest } from './digest.ts'

/** What makes an event equal to another. No id and an empty one are the same. */
export type Likeness = { readonly id: string | null; readonly name: string; readonly data: string }

/** A stored event, in short. */
export type Mark = {
  readonly seq: number
  readonly mark: number
  readonly hasId: boolean
  readonly flags: number
}

/** The number of an event: equal events have the same, whichever log tells it. */
export function markOf({ id, name, data }: Likeness): number {
  return digest(id ?? '', name, data)
}
