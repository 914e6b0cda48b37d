// The messages of OTLP as they come over the wire, by the field numbers of opentelemetry-proto 1.x, so that what was sent is read
// by other code than that which wrote it.

type Scalar = 'text' | 'hex' | 'int' | 'fixed' | 'double' | 'doubles' | 'fixeds' | 'bool'
type Shape = {
  readonly [field: number]: readonly [name: string, type: Scalar | (() => Shape), many?: 'many']
}
export type Message = { readonly [name: string]: unknown }

const anyValue: Shape = {
  1: ['value', 'text'],
  2: ['value', 'bool'],
  3: ['value', 'int'],
  4: ['value', 'double'],
  5: ['list', () => ({ 1: ['values', () => anyValue, 'many'] })],
}
const pair: Shape = { 1: ['key', 'text'], 2: ['value', () => anyValue] }
const attributes = ['attributes', () => pair, 'many'] as const
const link: Shape = { 1: ['traceId', 'hex'], 2: ['spanId', 'hex'], 4: attributes }
const span: Shape = {
  1: ['traceId', 'hex'],
  2: ['spanId', 'hex'],
  4: ['parent', 'hex'],
  5: ['name', 'text'],
  6: ['kind', 'int'],
  7: ['start', 'fixed'],
  8: ['end', 'fixed'],
  9: attributes,
  13: ['links', () => link, 'many'],
  15: ['status', () => ({ 2: ['message', 'text'], 3: ['code', 'int'] })],
}
const number: Shape = { 4: ['value', 'double'], 6: ['value', 'fixed'], 7: attributes }
const bucketed: Shape = {
  4: ['count', 'fixed'],
  5: ['sum', 'double'],
  6: ['buckets', 'fixeds'],
  7: ['bounds', 'doubles'],
  9: attributes,
}
const points =
  (point: Shape): (() => Shape) =>
  () => ({ 1: ['points', () => point, 'many'] })
const metric: Shape = {
  1: ['name', 'text'],
  3: ['unit', 'text'],
  5: ['data', points(number)],
  7: ['data', points(number)],
  9: ['data', points(bucketed)],
}
const record: Shape = {
  1: ['at', 'fixed'],
  2: ['severity', 'int'],
  5: ['body', () => anyValue],
  6: attributes,
  9: ['traceId', 'hex'],
  10: ['spanId', 'hex'],
  12: ['name', 'text'],
}
/** Resource, then scopes, then what there is of each. */
const request = (item: Shape): Shape => ({
  1: [
    'resources',
    () => ({
      1: ['resource', () => ({ 1: attributes })],
      2: ['scopes', () => ({ 2: ['items', () => item, 'many'] }), 'many'],
    }),
    'many',
  ],
})
export const requests = { metrics: request(metric), traces: request(span), logs: request(record) }

/** `bytes` as a message of this shape (protobuf.dev/programming-guides/encoding); fields without a name are passed over. */
export function decode(shape: Shape, bytes: Buffer): Message {
  const message: Record<string, unknown> = {}
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++] ?? 0
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  while (at < bytes.length) {
    const key = Number(varint())
    const wire = key & 7
    const start = at
    let part: bigint | Buffer = Buffer.alloc(0)
    if (wire === 0) part = varint()
    else if (wire === 2) {
      const length = Number(varint())
      part = bytes.subarray(at, at + length)
      at += length
    } else {
      at += wire === 1 ? 8 : 4
      part = bytes.subarray(start, at)
    }
    const field = shape[key >> 3]
    if (field === undefined) continue
    const [name, type, many] = field
    const value = readValue(type, part)
    const before = message[name]
    message[name] = many === 'many' ? [...(Array.isArray(before) ? before : []), value] : value
  }
  if ('attributes' in shape || Object.values(shape).some(([name]) => name === 'attributes'))
    message.attributes = pairsOf(message.attributes)
  return message
}

function readValue(type: Scalar | (() => Shape), part: bigint | Buffer): unknown {
  if (typeof part === 'bigint') return type === 'bool' ? part === 1n : Number(BigInt.asIntN(64, part))
  if (typeof type === 'function') return plain(decode(type(), part))
  switch (type) {
    case 'text':
      return part.toString('utf8')
    case 'hex':
      return part.toString('hex')
    case 'double':
      return part.readDoubleLE()
    case 'fixed':
      return Number(part.readBigInt64LE())
    default:
      return Array.from({ length: part.length / 8 }, (_, i) =>
        type === 'doubles' ? part.readDoubleLE(i * 8) : Number(part.readBigInt64LE(i * 8)),
      )
  }
}

/** A value of any type as that value. */
function plain(message: Message): unknown {
  const [only, ...others] = Object.keys(message)
  if (others.length > 0) return message
  if (only === 'value') return message.value
  return only === 'list' ? Reflect.get(Object(message.list), 'values') : message
}

function pairsOf(pairs: unknown): Record<string, unknown> {
  const list: readonly { key: string; value: unknown }[] = Array.isArray(pairs) ? pairs : []
  return Object.fromEntries(list.map(({ key, value }) => [key, value]))
}
