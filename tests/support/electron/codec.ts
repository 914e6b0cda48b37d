// Values as text, between a page's worlds and between the page and its driver: everything the stand-in's users send that
// structured clone can carry, and its refusal of what it cannot. The function below is also run inside the page, as its
// own text, so it uses nothing from outside itself.

/** How functions and promises cross, where they may; null leaves the value to the codec. */
export type Special = {
  readonly pack: (value: unknown) => readonly [tag: 'f' | 'p', id: number] | null
  readonly unpack: (tag: string, id: number) => unknown
}

export type Codec = {
  /** Throws the error that Electron throws for what cannot be cloned. */
  readonly encode: (value: unknown) => string
  readonly decode: (text: string) => unknown
}

export function createCodec(special: Special | null): Codec {
  const oddNumber = (value: number) => !Number.isFinite(value) || Object.is(value, -0)
  const sayNumber = (value: number) => (Object.is(value, -0) ? '-0' : String(value))

  const pack = (value: unknown): unknown => {
    const own = special?.pack(value) ?? null
    if (own !== null) return own
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (value === undefined) return ['u']
    if (typeof value === 'number') return oddNumber(value) ? ['n', sayNumber(value)] : value
    if (typeof value === 'bigint') return ['i', String(value)]
    if (Array.isArray(value)) return ['a', value.map(pack)]
    if (value instanceof Date) return ['d', value.getTime()]
    if (value instanceof Map) return ['m', [...value].map(([key, one]) => [pack(key), pack(one)])]
    if (value instanceof Set) return ['s', [...value].map(pack)]
    if (value instanceof Uint8Array) return ['b', [...value]]
    if (value instanceof Error) return ['e', value.name, value.message]
    if (Object.prototype.toString.call(value) === '[object Object]') {
      return ['o', Object.entries(value).map(([key, one]) => [key, pack(one)])]
    }
    throw new Error('An object could not be cloned.')
  }

  const unpack = (packed: unknown): unknown => {
    if (!Array.isArray(packed)) return packed
    const [tag, value, more] = packed
    switch (tag) {
      case 'u':
        return undefined
      case 'n':
        return Number(value)
      case 'i':
        return BigInt(value)
      case 'a':
        return value.map(unpack)
      case 'd':
        return new Date(value)
      case 'm':
        return new Map(value.map(([key, one]: [unknown, unknown]) => [unpack(key), unpack(one)]))
      case 's':
        return new Set(value.map(unpack))
      case 'b':
        return new Uint8Array(value)
      case 'e':
        return Object.assign(new Error(more), { name: value })
      case 'o':
        return Object.fromEntries(value.map(([key, one]: [string, unknown]) => [key, unpack(one)]))
      default:
        return special?.unpack(tag, value)
    }
  }

  return {
    encode: (value) => JSON.stringify(pack(value)),
    decode: (text) => unpack(JSON.parse(text)),
  }
}
