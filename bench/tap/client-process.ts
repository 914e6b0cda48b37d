// The application: reads streams of one origin for a while. Arguments: what is measured, origin, ms, and what belongs to it:
// `latency` streams, events a second for all; `bulk` streams, bytes of a piece, content type; `steady` bytes a second. Prints a
// line of JSON.

import { Agent, get, type IncomingMessage } from 'node:http'
import { microsNow } from './micros.ts'

export type Latency = {
  readonly events: number
  readonly p50: number
  readonly p99: number
  readonly p999: number
}
export type Bulk = {
  readonly bytesPerSecond: number
  readonly eventsPerSecond: number
  readonly total: number
}
/** `pace`: bytes in each tenth of a second; `longestMs`: the longest time between two pieces. */
export type Steady = { readonly pace: readonly number[]; readonly longestMs: number; readonly bytes: number }

const [what = '', origin = '', ms = '', ...more] = process.argv.slice(2)
const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY })
const own = `${process.pid}-${Date.now()}`

/** Reads `path` of the origin, which is different for every request, so that each is a run of its own. */
function read(path: string, take: (bytes: Buffer) => void): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(`${origin}${path}&own=${own}`, { agent }, (response) => {
      response.on('data', take)
      response.on('error', () => {})
      resolve(response)
    }).on('error', reject)
  })
}
const pause = (length: number) => new Promise((resolve) => setTimeout(resolve, length))

async function latency(streams: number, rate: number): Promise<Latency> {
  const times: number[] = []
  const warmUntil = microsNow() + 1_000_000
  const responses = Array.from({ length: streams }, (_, i) => {
    let rest = ''
    const perStream = rate / streams
    return read(`/paced?rate=${perStream}&phase=${(i * 1_000) / rate}&stream=${i}`, (bytes) => {
      const now = microsNow()
      const lines = (rest + bytes.toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const sent = /^data: \{"sent":(\d+)/.exec(line)?.[1]
        if (sent !== undefined && now > warmUntil) times.push(now - Number(sent))
      }
    })
  })
  await Promise.all(responses)
  await pause(Number(ms) + 1_000)
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN) / 1_000
  return { events: sorted.length, p50: at(0.5), p99: at(0.99), p999: at(0.999) }
}

async function bulk(streams: number, piece: number, type: string): Promise<Bulk> {
  let bytes = 0
  let events = 0
  const responses = Array.from({ length: streams }, (_, i) =>
    read(`/pour?piece=${piece}&type=${type}&stream=${i}`, (part) => {
      bytes += part.length
      for (let at = part.indexOf('event: chunk'); at >= 0; at = part.indexOf('event: chunk', at + 12))
        events++
    }),
  )
  await Promise.all(responses)
  await pause(500)
  const [fromBytes, fromEvents, started] = [bytes, events, performance.now()]
  await pause(Number(ms))
  const seconds = (performance.now() - started) / 1_000
  return {
    bytesPerSecond: (bytes - fromBytes) / seconds,
    eventsPerSecond: (events - fromEvents) / seconds,
    total: bytes,
  }
}

async function steady(rate: number): Promise<Steady> {
  const pace: number[] = []
  let bytes = 0
  let longestMs = 0
  const response = read(`/steady?rate=${rate}`, (part) => {
    const now = performance.now()
    if (bytes > 0) longestMs = Math.max(longestMs, now - last)
    last = now
    bytes += part.length
    const tenth = Math.floor((now - started) / 100)
    pace[tenth] = (pace[tenth] ?? 0) + part.length
  })
  const started = performance.now()
  let last = started
  await response
  await pause(Number(ms))
  return { pace: Array.from(pace, (one) => one ?? 0), longestMs: Math.round(longestMs), bytes }
}

const [first = '', second = '', third = ''] = more
const measured =
  what === 'latency'
    ? await latency(Number(first), Number(second))
    : what === 'bulk'
      ? await bulk(Number(first), Number(second), third)
      : await steady(Number(first))
process.stdout.write(`${JSON.stringify(measured)}\n`, () => process.exit())
