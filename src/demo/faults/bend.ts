// The faults that bend a stream whatever it carries: lost, finished, silent, garbled. They work on steps as data, so
// one function serves every service; what only one service can do wrong is done there.

import { type Frame, retry, type Step } from '../base/step.ts'
import type { FaultName } from './catalogue.ts'

/** `middleMs`: when to strike in mid-stream. `count`: how often this job was asked for with this fault. */
export type Bending = { readonly middleMs: number; readonly count: number }

const repeatStateMs = 10_000
const lateFrames = 3

/** `steps` with the fault in them; unchanged where the fault is none of the stream's. */
export function bend(steps: Iterable<Step>, fault: FaultName, { middleMs, count }: Bending): Iterable<Step> {
  switch (fault) {
    case 'cut-once':
      return count === 1 ? breakOff(steps, middleMs, 'cut') : steps
    case 'cut-always':
      return breakOff(steps, middleMs, 'cut')
    case 'end-early':
      return breakOff(steps, middleMs, 'end')
    case 'silence':
      return breakOff(steps, middleMs, 'hang')
    case 'retry-field':
      return prepend(retry(0, 2_000), count === 1 ? breakOff(steps, middleMs, 'cut') : steps)
    case 'repeat-state':
      return cutAt(steps, repeatStateMs)
    case 'no-pings':
      return withoutPings(steps)
    case 'bad-json':
      return withBrokenJson(steps)
    case 'late-events':
      return withLateEvents(steps)
    default:
      return steps
  }
}

function isTerminal(step: Step): boolean {
  return step.type === 'frame' && step.part === 'terminal'
}

/** The steps before `atMs`, never the terminal one, then the given end. */
function* breakOff(steps: Iterable<Step>, atMs: number, how: 'cut' | 'hang' | 'end'): Generator<Step> {
  for (const step of steps) {
    if (step.at < atMs && !isTerminal(step)) yield step
    else {
      if (how !== 'end') yield { type: how, at: Math.min(step.at, atMs) }
      return
    }
  }
}

/** Cut at `atMs`, unless the stream is done before. */
function* cutAt(steps: Iterable<Step>, atMs: number): Generator<Step> {
  for (const step of steps) {
    if (step.at >= atMs) {
      yield { type: 'cut', at: atMs }
      return
    }
    yield step
  }
}

function* prepend(first: Step, steps: Iterable<Step>): Generator<Step> {
  yield first
  yield* steps
}

function* withoutPings(steps: Iterable<Step>): Generator<Step> {
  for (const step of steps) if (step.type !== 'frame' || step.part !== 'ping') yield step
}

/** Before the third event, or before the end of a shorter stream: the same event, broken off in the middle of its data. */
function* withBrokenJson(steps: Iterable<Step>): Generator<Step> {
  let events = 0
  for (const step of steps) {
    if (step.type === 'frame' && (step.part === 'event' || step.part === 'terminal')) {
      events++
      if (events === 3 || (events < 3 && step.part === 'terminal')) {
        yield { ...step, part: 'event', data: step.data.slice(0, Math.ceil(step.data.length / 2)) }
      }
    }
    yield step
  }
}

function* withLateEvents(steps: Iterable<Step>): Generator<Step> {
  const first: Frame[] = []
  for (const step of steps) {
    yield step
    if (step.type !== 'frame') continue
    if (step.part === 'event' && first.length < lateFrames) first.push(step)
    if (step.part === 'terminal') yield* first.map((frame, i) => ({ ...frame, at: step.at + 500 * (i + 1) }))
  }
}
