// `#33` in a field for queries is no query: in a run's log it names an event, elsewhere a run.

/** The number that `text` names; null where it is anything else. */
export function numberMeant(text: string): number | null {
  const digits = /^\s*#\s*(\d{1,10})\s*$/.exec(text)?.[1]
  const number = digits === undefined ? 0 : Number(digits)
  return number > 0 ? number : null
}
