// Names and values of fields as people write them. Pure.

/** `promptName`, `run_id`, `HTTPStatus` → `Prompt name`, `Run id`, `HTTP status`; what is no such name stays as it is. */
export function humaniseName(name: string): string {
  if (!/^[A-Za-z][\w-]*$/.test(name)) return name
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
    .map((word) => (/^[A-Z][a-z\d]*$/.test(word) && word.length > 1 ? word.toLowerCase() : word))
  const text = words.join(' ')
  return text === '' ? name : text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** The most values of a JSON object that are named in a line. */
const mostValues = 4

/**
 * A value for a line of words: a moment without the signs that machines need (`2025-01-01 12:01:00 UTC`), a flat JSON object as
 * its names and values (`written 1201, skipped 3`); anything else as it is.
 */
export function humaniseValue(value: string): string {
  const at = momentIn(value)
  if (at !== null) return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
  const object = flatObject(value)
  if (object === null) return value
  const named = object.slice(0, mostValues).map(([name, one]) => `${name} ${one}`)
  return [...named, ...(object.length > mostValues ? ['…'] : [])].join(', ')
}

/**
 * The fields of JSON that is one object without another in it, and not empty; null for anything else, and where a number would
 * not be told as it was sent.
 */
function flatObject(text: string): readonly (readonly [string, string | number | boolean | null])[] | null {
  if (!text.startsWith('{')) return null
  try {
    const fields = Object.entries(JSON.parse(text) as object)
    const isFlat = fields.every(([, one]) =>
      typeof one === 'number' ? text.includes(String(one)) : one === null || typeof one !== 'object',
    )
    return isFlat && fields.length > 0 ? fields : null
  } catch {
    return null
  }
}

const isoPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/

/** The moment (epoch ms) that `text` names in full, with its zone; null where it is anything else. */
export function momentIn(text: string): number | null {
  if (!isoPattern.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}
