// A recording as a live endpoint on the loopback: its events at the pace at which they came, its connections with the ends
// that they had, and faults on top where they are wanted. It knows nothing of files and prints nothing.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { RecordedRun } from '../../core/transcript/recording.ts'
import { problem, send, textAnswer } from '../base/answer.ts'
import { type Ask, readAsk } from '../base/ask.ts'
import { listen } from '../base/listen.ts'
import { refuseOtherHost } from '../base/own-host.ts'
import { createPace, type Pace } from '../base/pace.ts'
import { play } from '../base/play.ts'
import { createRecent } from '../base/recent.ts'
import type { Step } from '../base/step.ts'
import { bend } from '../faults/bend.ts'
import type { FaultName } from '../faults/catalogue.ts'
import { soundPrefix } from '../faults/choose.ts'
import { refuse } from '../faults/refuse.ts'
import { toSteps } from './steps.ts'
import { createTapes, type Place, type Tape, tapeAt } from './tape.ts'

export type ReplayOptions = {
  readonly runs: readonly RecordedRun[]
  /** 0 takes any free port. */
  readonly port: number
  /** How many times as fast as it was. */
  readonly speed: number
  readonly faults: readonly FaultName[]
}

export type Replay = {
  /** Without trailing slash. */
  readonly url: string
  /** Path and query of each run, in their order. */
  readonly targets: readonly string[]
  readonly close: () => Promise<void>
}

const slowStartMs = 12_000
const host = '127.0.0.1'
const rememberedTargets = 1_000

/** Starts serving. Rejects as `startSampleBackend` does where the port cannot be had. */
export async function startReplay({ runs, port, speed, faults }: ReplayOptions): Promise<Replay> {
  const tapes = createTapes(runs)
  const pace = createPace(speed)
  const visits = createRecent<number>(rememberedTargets)
  const sockets = new Set<Socket>()

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const other = refuseOtherHost(request, taken)
    if (other !== null) return send(response, other)
    const ask = await readAsk(request)
    if (ask === null) return send(response, problem(413, 'The body is larger than 1 MiB. Send less.'))
    const isSound = ask.target.startsWith(`/${soundPrefix}/`)
    const target = isSound ? ask.target.slice(soundPrefix.length + 1) : ask.target
    const tape = tapeAt(tapes, target)
    if (tape === null) {
      const isHome = ask.path === '/' && ask.method === 'GET'
      return send(
        response,
        isHome
          ? textAnswer(contents(tapes))
          : problem(404, 'There is no such run here: GET / names those there are.'),
      )
    }
    if (ask.method !== 'GET' && ask.method !== 'POST')
      return send(response, problem(405, 'Ask with GET or POST.', { Allow: 'GET, POST' }))
    const wanted = isSound ? [] : faults
    const count = (visits.get(target) ?? 0) + 1
    visits.set(target, count)
    for (const fault of wanted) {
      const refusal = refuse(fault, { ...ask, count })
      if (refusal !== null) return send(response, refusal)
    }
    await playBack(response, tape, ask, { faults: wanted, count, pace })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.destroyed) return
      if (response.headersSent) response.destroy()
      else send(response, problem(500, `The recording cannot be read: ${String(error)}`))
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const taken = await listen(server, port, host)
  return {
    url: `http://${host}:${taken}`,
    targets: tapes.map(({ target }) => target),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

type Conditions = { readonly faults: readonly FaultName[]; readonly count: number; readonly pace: Pace }

async function playBack(
  response: ServerResponse,
  tape: Tape,
  { lastEventId }: Ask,
  conditions: Conditions,
): Promise<void> {
  const { faults, pace } = conditions
  const place = await tape.take(lastEventId)
  const recorded = place === null ? undefined : tape.run.connections[place.connection]
  // Nothing comes any more: this is how a server tells an EventSource to stay away (HTML standard, 9.2.3).
  if (place === null || recorded === undefined) return send(response, { status: 204, headers: {}, body: '' })
  const { came } = recorded
  const begin = () => {
    if (came.type === 'stream') return play(response, stepsFrom(tape, place, conditions), pace)
    tape.played(place.connection)
    if (came.type === 'nothing') response.destroy()
    else send(response, { ...came, headers: withRetryDate(came.headers) })
  }
  const waitMs =
    (place.from === null ? recorded.afterMs : 0) + (faults.includes('slow-start') ? slowStartMs : 0)
  if (waitMs > 0) response.once('close', pace.after(waitMs, begin))
  else begin()
}

function stepsFrom(
  { run, played }: Tape,
  { connection, afterSeq, from }: Place,
  { faults, count }: Conditions,
): Iterable<Step> {
  const came = run.connections[connection]?.came
  if (came?.type !== 'stream') return []
  const origin = from ?? came.openedAt
  const ending = { at: came.endedAt, lost: came.lost }
  const steps = toSteps(run.eventsOf(connection, afterSeq), origin, ending, () => played(connection))
  const middleMs = (came.endedAt - origin) / 2
  return faults.reduce<Iterable<Step>>((bent, fault) => bend(bent, fault, { middleMs, count }), steps)
}

/** A date that is long past asks for no wait at all. */
function withRetryDate(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name, value]) => !/^retry-after$/i.test(name) || /^\d+$/.test(value)),
  )
}

function contents(tapes: readonly Tape[]): string {
  const lines = tapes.map(({ target, run }) => `  ${target}   ${run.title}`)
  return ['Runlight plays these runs back as Server-Sent Events:', '', ...lines, ''].join('\n')
}
