// The body of the posted form (URL standard, 5: application/x-www-form-urlencoded). Built field by field, because a form
// may send a name more than once, as the boxes that a person ticks do.

/** `topic` first, then each `name=value` line of `fields`; blank lines and those without `=` are passed over. */
export function formBody(topic: string, fields: string): string {
  const pairs: [string, string][] = [['topic', topic]]
  for (const line of fields.split(/\r\n|\r|\n/)) {
    const at = line.indexOf('=')
    if (at > 0) pairs.push([line.slice(0, at).trim(), line.slice(at + 1).trim()])
  }
  return pairs.map(([name, value]) => new URLSearchParams({ [name]: value }).toString()).join('&')
}
