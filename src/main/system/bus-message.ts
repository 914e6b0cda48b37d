// Messages of D-Bus as bytes, as far as one question to the session bus needs them: a call with texts as arguments, and an
// answer with one boolean. Pure; the layout is that of the D-Bus specification, "Message Format". A package for the whole
// protocol was rejected: it would be far more code than is used.

export type BusCall = {
  readonly serial: number
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly args: readonly string[]
}

/** An answer to the call `serial`: its boolean, or null where it is an error or anything else. */
export type BusAnswer = { readonly serial: number; readonly value: boolean | null }

const callType = 1
const answerType = 2
/** What is asked for is not started by asking. */
const noAutoStart = 2
const replySerialField = 5

/** The bytes of `call`, in little endian. */
export function encodeCall(call: BusCall): Buffer {
  const body = new Bytes()
  for (const text of call.args) body.text(text)
  const head = new Bytes()
  head.byte('l'.charCodeAt(0)).byte(callType).byte(noAutoStart).byte(1)
  head.number(body.length).number(call.serial)
  const fields = new Bytes()
  const field = (code: number, type: 'o' | 's', value: string) =>
    fields.align(8).byte(code).signature(type).text(value)
  field(1, 'o', call.path)
  field(2, 's', call.interface)
  field(3, 's', call.member)
  field(6, 's', call.destination)
  if (call.args.length > 0) fields.align(8).byte(8).signature('g').signature('s'.repeat(call.args.length))
  head.number(fields.length)
  return Buffer.concat([head.bytes(), fields.bytes(), padding(16 + fields.length), body.bytes()])
}

/** The first message of `bytes`: its answer (null for what is no answer) and what follows it; null while it is not whole. */
export function decodeAnswer(
  bytes: Buffer,
): { readonly answer: BusAnswer | null; readonly rest: Buffer } | null {
  if (bytes.length < 16) return null
  const little = bytes[0] === 'l'.charCodeAt(0)
  const number = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  const fieldsEnd = 16 + number(12)
  const bodyStart = aligned(fieldsEnd, 8)
  const end = bodyStart + number(4)
  if (bytes.length < end) return null
  const serial = replySerial(bytes, fieldsEnd, number)
  // A variant: the length of its signature, the signature with a zero byte, and the value at the next four bytes.
  const isBoolean =
    bytes[1] === answerType && end - bodyStart === 8 && bytes[bodyStart + 1] === 'b'.charCodeAt(0)
  const value = isBoolean ? number(bodyStart + 4) === 1 : null
  return { answer: serial === null ? null : { serial, value }, rest: bytes.subarray(end) }
}

/** The serial of the call that the message answers. The fields before it are walked over by their types. */
function replySerial(bytes: Buffer, end: number, number: (at: number) => number): number | null {
  let at = 16
  while (at < end) {
    at = aligned(at, 8)
    const code = bytes[at]
    const type = String.fromCharCode(bytes[at + 2] ?? 0)
    // The code, a signature of one letter with its length, and its zero byte.
    at += 4
    if (code === replySerialField && type === 'u') return number(at)
    if (type === 'g') at += (bytes[at] ?? 0) + 2
    else if (type === 'u') at += 4
    else at += number(at) + 5
  }
  return null
}

/** Bytes that grow; each value begins where its type asks for. */
class Bytes {
  readonly #parts: number[] = []

  get length(): number {
    return this.#parts.length
  }

  bytes(): Buffer {
    return Buffer.from(this.#parts)
  }

  align(to: number): this {
    while (this.#parts.length % to !== 0) this.#parts.push(0)
    return this
  }

  byte(value: number): this {
    this.#parts.push(value)
    return this
  }

  number(value: number): this {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32LE(value)
    this.align(4)
    this.#parts.push(...bytes)
    return this
  }

  text(value: string): this {
    const bytes = Buffer.from(value)
    this.number(bytes.length)
    this.#parts.push(...bytes, 0)
    return this
  }

  signature(value: string): this {
    this.#parts.push(value.length, ...Buffer.from(value), 0)
    return this
  }
}

function aligned(at: number, to: number): number {
  return Math.ceil(at / to) * to
}

function padding(length: number): Buffer {
  return Buffer.alloc(aligned(length, 8) - length)
}
