// JSON as a tree for reading. Pure. Numbers keep the text that was sent: as values, long ones would be shown rounded.

type JsonLeaf = { readonly type: 'leaf'; readonly text: string; readonly of: 'text' | 'literal' }
export type JsonBranch = {
  readonly type: 'branch'
  readonly list: boolean
  readonly members: readonly { readonly name: string; readonly node: JsonNode }[]
}
export type JsonNode = JsonLeaf | JsonBranch

/** What the standard's third argument of a reviver holds; TypeScript's library does not know it yet. */
type Parse = (text: string, reviver: (key: string, value: unknown, context?: Source) => unknown) => unknown
type Source = { readonly source?: string }

/** Longer text (UTF-16 units) is shown as text. */
const longest = 100_000

/** The tree of an object or an array; null where `text` is neither, or too long. */
export function jsonNodes(text: string): JsonBranch | null {
  if (text.length > longest || !/^\s*[{[]/.test(text)) return null
  try {
    const node = (JSON.parse as Parse)(text, (_, value, context) => nodeOf(value, context?.source))
    return isNode(node) && node.type === 'branch' ? node : null
  } catch {
    return null
  }
}

/** From the leaves up: the members of `value` are nodes already. */
function nodeOf(value: unknown, source: string | undefined): JsonNode {
  if (typeof value === 'string') return { type: 'leaf', text: value, of: 'text' }
  if (typeof value !== 'object' || value === null)
    return { type: 'leaf', text: source ?? String(value), of: 'literal' }
  return {
    type: 'branch',
    list: Array.isArray(value),
    members: Object.entries(value).flatMap(([name, node]) => (isNode(node) ? [{ name, node }] : [])),
  }
}

function isNode(value: unknown): value is JsonNode {
  return typeof value === 'object' && value !== null && 'type' in value
}
