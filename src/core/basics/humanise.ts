// Names of fields as people write them. Pure.

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

const isoPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/

/** The moment (epoch ms) that `text` names in full, with its zone; null where it is anything else. */
export function momentIn(text: string): number | null {
  if (!isoPattern.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}
