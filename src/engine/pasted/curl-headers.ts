// Headers as curl's users write them, and what is asked of a list of headers.

export type Headers = readonly (readonly [name: string, value: string])[]

/** `Name: value` and `Name;`, which has no value; null for `Name:`, which takes a header away, and what is no header. */
export function headerOf(line: string): readonly [string, string] | null {
  const [, name, sign, value = ''] = /^\s*([^:;\s]+)\s*([:;])\s*([\s\S]*?)\s*$/.exec(line) ?? []
  if (name === undefined || (sign === ':' && value === '')) return null
  return [name, value]
}

/** Whether there is a header of the name `wanted`, which is in lower case. */
export function hasHeader(headers: Headers, wanted: string): boolean {
  return headers.some(([name]) => name.toLowerCase() === wanted)
}
