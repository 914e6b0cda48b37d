// When two events are equal, and the digest that stands for an event where its texts are not needed.

import { digest } from './digest.ts'

/** What makes an event equal to another. No id and an empty one are the same. */
export type EventContent = { readonly id: string | null; readonly name: string; readonly data: string }

/** A stored event without its texts. */
export type EventDigest = {
  readonly seq: number
  readonly digest: number
  readonly hasId: boolean
  readonly flags: number
}

/** Equal events have the same digest in every implementation of the log. */
export function digestOf({ id, name, data }: EventContent): number {
  return digest(id ?? '', name, data)
}
