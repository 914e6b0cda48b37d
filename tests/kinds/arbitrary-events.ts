// Events as no well-behaved service sends them: any name with any data, and JSON of the documented shape with values of
// the wrong type in it. The names and keys are taken from the recordings, so that nothing documented is left out.

import fc from 'fast-check'
import { isJsonObject, parseJson } from '../../src/core/basics/json.ts'
import type { StreamEvent } from '../../src/core/kind/kind.ts'

const oddNames = ['__proto__', 'constructor', 'toString', 'error', 'open', 'message', 'ping', '', '\u202e']
const oddData = [
  '[DONE]',
  '',
  'null',
  '{}',
  '[]',
  '1e400',
  '-0',
  '{"__proto__": {"polluted": true}}',
  '{"constructor": {"prototype": null}}',
  '['.repeat(100_000),
  '{"data":'.repeat(70),
  '"\\ud800"',
]

/** Any data under any name, those of the events `like` among them. */
export function hostileEvent(like: readonly StreamEvent[]): fc.Arbitrary<StreamEvent> {
  const known = fc.constantFrom(...vocabulary(like).names)
  return fc.record({
    name: fc.oneof(known, fc.constantFrom(...oddNames), fc.string()),
    id: fc.option(fc.string()),
    data: fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constantFrom(...oddData)),
  })
}

/** JSON with the keys and words of the events `like`, in any arrangement and with any values. */
export function shapedEvent(like: readonly StreamEvent[]): fc.Arbitrary<StreamEvent> {
  const { names, keys, words } = vocabulary(like)
  const { value } = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom(...words),
      fc.constantFrom(null, true, false, 0, -1, 3, 2.5, 250, 1e21, '50%', '', '9007199254740993'),
      fc.double(),
      fc.string({ unit: 'binary' }),
      fc.array(tie('value'), { maxLength: 4 }),
      tie('object'),
      tie('object'),
    ),
    object: fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 8 }),
  }))
  const object = fc.dictionary(fc.constantFrom(...keys), value, { minKeys: 1, maxKeys: 10 })
  return fc.record({
    name: fc.constantFrom(...names),
    id: fc.constant(null),
    data: object.map((data) => JSON.stringify(data)),
  })
}

type Vocabulary = { readonly names: string[]; readonly keys: string[]; readonly words: string[] }

/** All event names, object keys and short texts of the events `like`. */
function vocabulary(like: readonly StreamEvent[]): Vocabulary {
  const names = new Set<string>()
  const keys = new Set<string>(['extra'])
  const words = new Set<string>(['word'])
  const collect = (value: unknown) => {
    if (typeof value === 'string' && value.length < 30) words.add(value)
    if (Array.isArray(value)) value.forEach(collect)
    if (!isJsonObject(value)) return
    for (const [key, inner] of Object.entries(value)) {
      keys.add(key)
      collect(inner)
    }
  }
  for (const { name, data } of like) {
    names.add(name)
    const parsed = parseJson(data)
    if (parsed.ok) collect(parsed.value)
  }
  return { names: [...names], keys: [...keys], words: [...words] }
}
