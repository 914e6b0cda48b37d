// GET /api/process/stream: every request runs a process, step by step, and logs what it does. An event named `error` is
// the process's own word, and the stream just closes after the result.

import { between } from '../base/random.ts'
import { comment, event, type Step, terminal } from '../base/step.ts'
import { longTitle } from '../content/long.ts'
import { type Process, rightToLeftProcess, samples } from '../content/processes.ts'
import type { Service, Visit } from './service.ts'

const burstLines = 10_000
/** The documented wait for the next event, after which a comment is sent. */
const keepaliveMs = 60_000
/** A pause long enough for two keepalive comments. */
const pauseMs = 150_000

export const processes: Service = {
  kind: 'processes',
  method: 'GET',
  path: '/api/process/stream',
  jobs: 'request',
  middleMs: 5_000,
  identify: () => ({ ok: true, id: '' }),
  steps: run,
}

function* run(visit: Visit): Generator<Step> {
  const { fault, random, isoAt } = visit
  const process = processOf(visit)
  const weights = process.steps.reduce((sum, step) => sum + step.weight, 0)
  const firstMs = 100
  const lastsMs = between(random, 10_000, 30_000) - firstMs
  let at = firstMs
  const log = (level: string, message: string, details: string | null) =>
    event(at, 'log', { timestamp: isoAt(at), level, message, details })

  for (const [i, step] of process.steps.entries()) {
    const number = i + 1
    yield event(at, 'progress', {
      current_step: number,
      total_steps: process.steps.length,
      step_name: fault === 'long-titles' ? longTitle(step.name) : step.name,
      percent: Math.floor((number / process.steps.length) * 100),
    })
    if (fault === 'burst' && number === 2) {
      for (let line = 1; line <= burstLines; line++) {
        yield log('debug', `Checked record ${line} of ${burstLines}`, null)
      }
    }
    if (fault === 'keepalive' && number === 2) {
      for (let waited = keepaliveMs; waited < pauseMs; waited += keepaliveMs) {
        yield comment(at + waited, 'keepalive')
      }
      at += pauseMs
    }
    if ((fault === 'error-event' || fault === 'done-after-error') && number === 3) {
      const error = { error: process.failure }
      yield fault === 'error-event' ? terminal(at, 'error', error) : event(at, 'error', error)
      if (fault === 'error-event') return
    }
    const stepMs = (lastsMs * step.weight) / weights
    for (const [level, message, details] of step.logs) {
      at += stepMs / (step.logs.length + 1)
      yield log(level, fault === 'long-titles' ? longTitle(message) : message, details)
    }
    at += stepMs / (step.logs.length + 1)
  }
  yield fault === 'failing'
    ? terminal(at, 'result', { success: false, data: { reason: process.failure } })
    : terminal(at, 'result', { success: true, data: { process: process.name, ...process.result } })
}

/** One after the other: the path of this service names none. */
function processOf({ fault, jobNumber }: Visit): Process {
  if (fault === 'rtl') return rightToLeftProcess
  return samples[(jobNumber - 1) % samples.length] ?? samples[0]
}
