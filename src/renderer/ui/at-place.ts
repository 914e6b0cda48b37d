// Lists whose entries are known by their place and by nothing else: the stretches of one text, the issues of one check.
// They only ever grow at their end or are made anew as a whole, which is what a place as a key asks for.

export type AtPlace<T> = { readonly key: string; readonly place: number; readonly one: T }

/** The entries of `list` with their places as keys. */
export function atPlace<T>(list: readonly T[]): readonly AtPlace<T>[] {
  return list.map((one, place) => ({ key: String(place), place, one }))
}
