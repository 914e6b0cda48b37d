// Plays the answers of a field case over a real socket, byte for byte: `1.http` to the first request, `2.http` to the second,
// the last one to all that follow. No HTTP library would send what the field sends.

import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AnswerScript, parseAnswer } from './answer-script.ts'

type FieldRequest = {
  /** Such as `GET /v1/ HTTP/1.1`. */
  readonly line: string
  readonly method: string
  readonly path: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Epoch ms. */
  readonly at: number
}

export type FieldServer = {
  /** An address without a path. */
  readonly url: string
  readonly requests: readonly FieldRequest[]
  readonly close: () => Promise<void>
}

/** The path of a file of a case. */
function fieldFile(name: string, file: string): string {
  return join(import.meta.dirname, name, file)
}

/** Serves `tests/field/NAME` on a free port of the loopback; `faster` divides every pause. */
export async function startFieldServer(name: string, faster = 1): Promise<FieldServer> {
  const answers: AnswerScript[] = []
  for (let n = 1; existsSync(fieldFile(name, `${n}.http`)); n++)
    answers.push(parseAnswer(readFileSync(fieldFile(name, `${n}.http`), 'utf8')))
  if (answers.length === 0) throw new Error(`The field case “${name}” has no 1.http`)
  const requests: FieldRequest[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    let bytes = Buffer.alloc(0)
    const collect = (part: Buffer) => {
      bytes = Buffer.concat([bytes, part])
      const request = readRequest(bytes)
      if (request === null) return
      socket.off('data', collect)
      socket.resume()
      requests.push(request)
      const answer = answers[Math.min(requests.length, answers.length) - 1]
      if (answer !== undefined) play(socket, answer, faster).catch(() => socket.destroy())
    }
    socket.on('data', collect)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** Null until the request is whole. */
function readRequest(bytes: Buffer): FieldRequest | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const [line = '', ...fields] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const headers = Object.fromEntries(
    fields.map((field) => {
      const [name = '', ...value] = field.split(':')
      return [name.toLowerCase(), value.join(':').trim()]
    }),
  )
  const length = Number(headers['content-length'] ?? 0)
  if (bytes.length < end + 4 + length) return null
  const [method = '', path = ''] = line.split(' ')
  const body = bytes.subarray(end + 4, end + 4 + length).toString('utf8')
  return { line, method, path, headers, body, at: Date.now() }
}

/** Repetitions go out in pieces of about this size. */
const pieceBytes = 65_536

async function play(socket: Socket, { chunked, steps }: AnswerScript, faster: number): Promise<void> {
  const gone = new AbortController()
  socket.once('close', () => gone.abort())
  const write = async (bytes: Buffer | string) => {
    if (!socket.write(bytes)) await once(socket, 'drain', { signal: gone.signal })
  }
  const body = async (text: string) => {
    const bytes = Buffer.from(text, 'utf8')
    if (bytes.length === 0) return
    await write(
      chunked
        ? Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
        : bytes,
    )
  }
  for (const step of steps) {
    switch (step.do) {
      case 'head':
        await write(step.text)
        break
      case 'body': {
        const atOnce = Math.max(1, Math.floor(pieceBytes / Math.max(1, step.text.length)))
        for (let left = step.times; left > 0; left -= atOnce)
          await body(step.text.repeat(Math.min(left, atOnce)))
        break
      }
      case 'sleep':
        await sleep(step.ms / faster)
        break
      case 'hold':
        return
      case 'reset':
        socket.resetAndDestroy()
        return
      case 'cut':
        socket.end()
        return
      case 'end':
        if (chunked) await write('0\r\n\r\n')
        socket.end()
        return
    }
  }
}
