// Headers as pairs in the order and spelling of the wire. Node gives bytes as latin1 and writes them so.

export type Header = readonly [name: string, value: string]

/** Of Node's flat list: name, value, name, value. */
export function headersOf(raw: readonly string[]): Header[] {
  const headers: Header[] = []
  for (let at = 0; at + 1 < raw.length; at += 2) headers.push([raw[at] ?? '', raw[at + 1] ?? ''])
  return headers
}

/** Node's flat list of `headers`. */
export function flat(headers: readonly Header[]): string[] {
  return headers.flat()
}

/** All values of the header `name`, which is in lower case. */
export function valuesOf(headers: readonly Header[], name: string): string[] {
  return headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value)
}

/** The members of the list that the headers `name` make together, in lower case. */
export function membersOf(headers: readonly Header[], name: string): string[] {
  return valuesOf(headers, name)
    .flatMap((value) => value.split(','))
    .map((member) => member.trim().toLowerCase())
    .filter((member) => member !== '')
}
