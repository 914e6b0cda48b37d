// What an expression of JavaScript is worth, as far as it is written down: literals, objects, arrays, templates, joined texts,
// constants of the same text, and the few calls that requests are written with. Nothing is ever run.

import type { AnyNode, Expression, Program, SpreadElement } from 'acorn'
import type { Word } from './words/word.ts'

/** A value; an object is its own properties in order. `undefined` is what is not known. */
export type ScriptValue =
  | Word
  | number
  | boolean
  | null
  | undefined
  | readonly ScriptValue[]
  | ReadonlyMap<string, ScriptValue>

/** The initial values of the constants and variables of a program, by name. */
export type Names = ReadonlyMap<string, Expression>

/** Deeper nesting is not looked into, and no more expressions than this: constants may double each other. */
const deepest = 60
const mostLooks = 20_000

/** All variables that the program sets at its beginning, whichever function they stand in. */
export function namesOf(program: Program): Names {
  const names = new Map<string, Expression>()
  walk(program, (node) => {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init != null)
      names.set(node.id.name, node.init)
  })
  return names
}

/** Calls `visit` for every node, parents first. */
export function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
  const left: AnyNode[] = [node]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    visit(next)
    const inner = Object.values(next).flatMap((value: unknown) => (Array.isArray(value) ? value : [value]))
    for (const one of inner.filter(isNode).reverse()) left.push(one)
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** The value of `node`, with the `names` of its program. */
export function valueIn(
  node: AnyNode | SpreadElement,
  names: Names,
  depth = 0,
  looks = { left: mostLooks },
): ScriptValue {
  if (depth > deepest || looks.left-- <= 0) return undefined
  const inner = (one: AnyNode | SpreadElement) => valueIn(one, names, depth + 1, looks)
  switch (node.type) {
    case 'Literal':
      if (typeof node.value === 'string') return text(node.value)
      return typeof node.value === 'number' || typeof node.value === 'boolean' || node.value === null
        ? node.value
        : undefined
    case 'TemplateLiteral':
      return node.quasis.reduce<Word>((read, { value }, i) => {
        const expression = node.expressions[i]
        const next = join(read, text(value.cooked ?? value.raw))
        return expression === undefined ? next : join(next, wordOf(inner(expression), expression))
      }, text(''))
    case 'BinaryExpression': {
      if (node.operator !== '+' || node.left.type === 'PrivateIdentifier') return undefined
      return join(wordOf(inner(node.left), node.left), wordOf(inner(node.right), node.right))
    }
    case 'Identifier': {
      if (node.name === 'undefined') return null
      const init = names.get(node.name)
      return init === undefined ? undefined : inner(init)
    }
    case 'UnaryExpression': {
      const value = inner(node.argument)
      return node.operator === '-' && typeof value === 'number' ? -value : undefined
    }
    case 'ParenthesizedExpression':
      return inner(node.expression)
    case 'ArrayExpression':
      return node.elements.map((element) => (element === null ? null : inner(element)))
    case 'ObjectExpression':
      return objectOf(node, inner)
    case 'NewExpression':
    case 'CallExpression':
      return callOf(node, inner)
    default:
      return undefined
  }
}

function objectOf(
  node: AnyNode & { type: 'ObjectExpression' },
  inner: (node: AnyNode) => ScriptValue,
): ScriptValue {
  const properties = new Map<string, ScriptValue>()
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const spread = inner(property.argument)
      if (spread instanceof Map) for (const [name, value] of spread) properties.set(name, value)
      continue
    }
    const key =
      property.key.type === 'Identifier' && !property.computed ? text(property.key.name) : inner(property.key)
    if (isWord(key)) properties.set(key.text, inner(property.value))
    else if (typeof key === 'number') properties.set(String(key), inner(property.value))
  }
  return properties
}

/** `JSON.stringify(x)`, `new Headers(x)`, `new URL(x)`, `new URLSearchParams(x)`, `String(x)`, `x.toString()`. */
function callOf(
  node: AnyNode & { type: 'CallExpression' | 'NewExpression' },
  inner: (node: AnyNode) => ScriptValue,
): ScriptValue {
  const [argument] = node.arguments
  const name = calleeOf(node.callee)
  const value = argument === undefined ? undefined : inner(argument)
  if (name === 'JSON.stringify') return argument === undefined ? undefined : jsonOf(value)
  if (name === 'URLSearchParams') return formOf(value)
  if (name === 'Headers' || name === 'URL' || name === 'String') return value
  if (node.callee.type === 'MemberExpression' && name.endsWith('.toString')) return inner(node.callee.object)
  return undefined
}

/** `fetch`, `window.fetch`, `process.env.KEY`; empty where it is computed. */
export function calleeOf(node: AnyNode): string {
  if (node.type === 'Identifier') return node.name
  if (node.type !== 'MemberExpression') return ''
  const property =
    node.property.type === 'Identifier' && !node.computed
      ? node.property.name
      : node.property.type === 'Literal'
        ? String(node.property.value)
        : ''
  const object = calleeOf(node.object)
  return object === '' ? `.${property}` : `${object}.${property}`
}

/** `value` as a part of a text; what is not known stands for itself by its name. */
function wordOf(value: ScriptValue, node: AnyNode): Word {
  if (isWord(value)) return value
  if (typeof value === 'number' || typeof value === 'boolean') return text(String(value))
  const name = calleeOf(node).split('.').at(-1) ?? ''
  return { text: `\${${name}}`, missing: [name === '' ? '(expression)' : name] }
}

function jsonOf(value: ScriptValue): Word {
  const missing: string[] = []
  const plain = (one: ScriptValue): unknown => {
    if (one === undefined) missing.push('(expression)')
    if (isWord(one)) {
      missing.push(...one.missing)
      return one.text
    }
    if (one instanceof Map) return Object.fromEntries([...one].map(([name, inner]) => [name, plain(inner)]))
    return Array.isArray(one) ? one.map(plain) : one
  }
  const read = plain(value)
  return { text: JSON.stringify(read) ?? '', missing }
}

function formOf(value: ScriptValue): ScriptValue {
  if (isWord(value)) return value
  if (!(value instanceof Map)) return undefined
  const missing: string[] = []
  const pairs = [...(value as ReadonlyMap<string, ScriptValue>)].map(([name, one]): [string, string] => {
    if (isWord(one)) missing.push(...one.missing)
    return [name, isWord(one) ? one.text : String(one)]
  })
  return { text: new URLSearchParams(pairs).toString(), missing }
}

/** Constants may double each other: longer texts are no request's. */
const longestText = 2_000_000

function join(left: Word, right: Word): Word {
  if (left.text.length + right.text.length > longestText) return { text: '', missing: ['(expression)'] }
  return { text: left.text + right.text, missing: [...left.missing, ...right.missing] }
}

function text(of: string): Word {
  return { text: of, missing: [] }
}

export function isWord(value: ScriptValue): value is Word {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string'
}
