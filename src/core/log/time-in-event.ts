// The timestamp in an event's data, found without parsing it, for measuring how far apart a server made events that
// arrived together. It is a guess by common field names and is never shown.

const named =
  /"(?:ts|time|timestamp|date|datetime|at|sent|sent_at|created_at|createdAt|updated_at|updatedAt)"\s*:\s*(?:"([^"\\]{8,40})"|(\d{10,17}(?:\.\d{1,9})?))/i

/** Only the beginning of an event's data is looked at. */
const lookedAt = 4_096

/** Epoch ms, from an ISO 8601 text or a number of seconds, milliseconds or microseconds; null where there is none. */
export function timeInEvent(data: string): number | null {
  const found = named.exec(data.length > lookedAt ? data.slice(0, lookedAt) : data)
  if (found === null) return null
  const at = found[1] === undefined ? inMs(Number(found[2])) : Date.parse(found[1])
  return Number.isFinite(at) ? at : null
}

function inMs(value: number): number {
  if (value < 1e11) return value * 1_000
  return value < 1e14 ? value : value / 1_000
}
