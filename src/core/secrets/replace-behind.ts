// Replaces values that follow a name and a sign, such as `password=…`. Looking back from each sign is several times
// faster than looking for a sign after every word.

export type Pair = {
  /** With the flag `g`: what stands between name and value. */
  readonly sign: RegExp
  /** Ends with `$`; its first group is the name. */
  readonly name: RegExp
  /** With the flag `y`: the value, from the sign on. */
  readonly value: RegExp
}

/** Names are looked for within this many characters before the sign. */
const longestName = 80
/** A value that was left may hold another pair, if it is short; a long one is passed over, or a text could cost its square. */
const shortValue = 256

/**
 * `text` with `put` in the place of the values that are found. `wants` is asked of a name before its value is read; null
 * from `put` leaves a value as it is.
 */
export function replaceBehind(
  text: string,
  { sign, name, value }: Pair,
  wants: (name: string) => boolean,
  put: (name: string, sign: string, found: RegExpExecArray) => string | null,
): string {
  let out = ''
  let from = 0
  sign.lastIndex = 0
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    const start = sign.lastIndex
    const named = name.exec(text.slice(Math.max(from, found.index - longestName), found.index))?.[1]
    if (named === undefined || !wants(named)) continue
    value.lastIndex = start
    const held = value.exec(text)
    if (held === null) continue
    const shown = put(named, found[0], held)
    if (shown !== null) {
      out += text.slice(from, start) + shown
      from = value.lastIndex
      sign.lastIndex = from
    } else if (held[0].length > shortValue) sign.lastIndex = value.lastIndex
  }
  return from === 0 ? text : out + text.slice(from)
}
