// Reads the pairs of a query or a form (URL standard, 5.1: application/x-www-form-urlencoded).

/** In their order, decoded; a name may come more than once. */
export function formPairs(text: string): readonly (readonly [name: string, value: string])[] {
  const pairs: [string, string][] = []
  new URLSearchParams(text).forEach((value, name) => {
    pairs.push([name, value])
  })
  return pairs
}
