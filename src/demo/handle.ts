// One request from its first byte to its stream: read, routed, named, and then either answered or played. The order
// matters: a request that is refused must not have started a job.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, problem, send } from './base/answer.ts'
import { type Ask, readAsk } from './base/ask.ts'
import { refuseOtherHost } from './base/own-host.ts'
import type { Pace } from './base/pace.ts'
import { play } from './base/play.ts'
import { createRandom } from './base/random.ts'
import type { Step } from './base/step.ts'
import { bend } from './faults/bend.ts'
import type { FaultName } from './faults/catalogue.ts'
import { chooseFault } from './faults/choose.ts'
import { refuse } from './faults/refuse.ts'
import { page } from './page.ts'
import { route } from './route.ts'
import type { Service } from './services/service.ts'
import type { State } from './state.ts'

export type World = { readonly pace: Pace; readonly state: State; readonly seed: number }

/** A stream that is granted and has not begun. */
type Grant = {
  readonly ask: Ask
  readonly service: Service
  readonly id: string
  readonly fault: FaultName | null
  /** How often the job was asked for with this fault, this time included; 0 where there is no fault. */
  readonly count: number
}

type Decision = { readonly answer: Answer } | { readonly grant: Grant }

const slowStartMs = 12_000

/** Answers `request`. Rejects where the client leaves before its body is complete. */
export async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
): Promise<void> {
  const other = refuseOtherHost(request, null)
  if (other !== null) return send(response, other)
  const decision = decide(await readAsk(request), world.state)
  if ('answer' in decision) {
    send(response, decision.answer)
    return
  }
  const { grant } = decision
  const open = () => play(response, begin(grant, world), world.pace)
  if (grant.fault === 'slow-start') response.once('close', world.pace.after(slowStartMs, open))
  else open()
}

function decide(ask: Ask | null, state: State): Decision {
  if (ask === null) return refused(413, 'The body is larger than 1 MiB. Send less.')
  const found = route(ask.path)
  if (found === 'unreadable') return refused(400, 'The path cannot be decoded. Check its % signs.')
  if (found === null) return { answer: page(ask) }
  const { service, segment, prefix } = found
  if (ask.method !== service.method) {
    const sentence = `${service.path} is asked for with ${service.method}, not ${ask.method}.`
    return refused(405, sentence, { Allow: service.method })
  }
  const identified = service.identify(ask, segment)
  if (!identified.ok) return identified
  const choice = chooseFault(service.kind, prefix, ask.query.get('fault'), identified.id)
  if (!choice.ok) {
    return refused(
      400,
      `There is no fault ${choice.asked} for ${service.kind}. Known: ${choice.known.join(', ')}.`,
    )
  }
  const { id } = identified
  const { fault } = choice
  if (fault === null) return { grant: { ask, service, id, fault, count: 0 } }
  const count = state.count(`${fault} ${ask.target} ${id}`)
  const answer = refuse(fault, { ...ask, count })
  return answer === null ? { grant: { ask, service, id, fault, count } } : { answer }
}

function refused(status: number, sentence: string, headers: Answer['headers'] = {}): Decision {
  return { answer: problem(status, sentence, headers) }
}

/** Starts the job, or finds it where it lives on the server, and gives its steps from now on. */
function begin({ ask, service, id, fault, count }: Grant, { pace, state, seed }: World): Iterable<Step> {
  const openedAt = pace.now()
  const job = state.job(service, id, openedAt)
  const steps = service.steps({
    ask,
    id,
    fault,
    seed,
    random: createRandom(`${seed} ${service.kind} ${id === '' ? job.number : id}`),
    jobNumber: job.number,
    openedAt,
    elapsedMs: openedAt - job.startedAt,
    isoAt: (ms) => pace.isoAt(openedAt + ms),
  })
  return fault === null ? steps : bend(steps, fault, { middleMs: service.middleMs, count })
}
