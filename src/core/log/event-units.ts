// How heavy an event is in memory, for the bounds of batches, pages and queues.

/** UTF-16 units of the event's texts, plus the bytes of its raw data where that is given. */
export function eventUnits({
  name,
  id,
  data,
  raw = null,
}: {
  readonly name: string
  readonly id: string | null
  readonly data: string
  readonly raw?: { readonly length: number } | null
}): number {
  return data.length + name.length + (id?.length ?? 0) + (raw?.length ?? 0)
}
