// Long work on a thread that must stay free for short questions: a generator that is run for a moment at a time. Whoever
// wants the result asks again until it is there, and cancels by not asking.

import type { Sliced } from '../log/log-review.ts'

export type Work<T> = Generator<number, T>

const sliceMs = 30
/** Work that nobody asks for any more makes room for what is asked for now. */
const mostUnderWay = 6

/** Gives a function that goes on with the work named `key`, starting it where it is not under way. */
export function createSlices<T>(): (key: string, start: () => Work<T>) => Sliced<T> {
  const underWay = new Map<string, Work<T>>()
  return (key, start) => {
    const work = underWay.get(key) ?? start()
    underWay.delete(key)
    const until = performance.now() + sliceMs
    for (;;) {
      const step = work.next()
      if (step.done === true) return { done: true, value: step.value }
      if (performance.now() < until) continue
      underWay.set(key, work)
      if (underWay.size > mostUnderWay) underWay.delete(underWay.keys().next().value ?? key)
      return { done: false, part: step.value }
    }
  }
}
