// React keys for lists whose items have no identity but their index: the blocks of one text, the issues of one check. Such
// lists only grow at their end or are replaced as a whole, which is what an index as a key requires.

export type KeyedItem<T> = { readonly key: string; readonly index: number; readonly item: T }

/** The items of `list` with their indexes, as numbers and as keys. */
export function keyByIndex<T>(list: readonly T[]): readonly KeyedItem<T>[] {
  return list.map((item, index) => ({ key: String(index), index, item }))
}
