// What the log says of a tapped answer once it is over: the job, both connections, and what was read of it.

import type { RunSummary } from '../../../src/core/run/run.ts'
import type { TappedEngine } from '../../support/tapped-engine.ts'

/**
 * How a tapped answer may end: the job's state, the connection to the server, its cause, and the connection to the client. A client
 * that has all it wants may go before the last byte, which is told as what it is.
 */
export const ends = {
  whole: { states: ['completed', 'closed', 'over'] },
  failed: { states: ['failed', 'closed', 'over'] },
  broken: { states: ['unknown', 'ended-early', 'The connection was lost', 'cut'] },
  left: { states: ['unknown', 'ended-early', 'The client went away', 'gone'] },
} as const

/** The end of the only run that came since the last that was asked for. */
export async function endOf(engine: TappedEngine) {
  const [one, ...others] = await engine.came(1)
  if (one === undefined || others.length > 0) throw new Error(`There are ${others.length} runs too many.`)
  const { job } = await engine.call('runs.job', { run: one.id })
  return {
    states: [one.job.state, one.connection.state, ...sidesOf(one)],
    reader: job.reader?.id ?? null,
    text: job.text?.content ?? null,
    tokens: job.usage === undefined ? null : [job.usage.input, job.usage.output],
    agent: one.tapped?.client.agent ?? null,
  }
}

function sidesOf({ connection, tapped }: RunSummary): readonly unknown[] {
  const sides = [connection.cause, tapped?.client.state]
  const over = [
    ['The stream ended after the job did', 'done'],
    ['The client went away, after the job had ended', 'gone'],
  ]
  return over.some((one) => one.join() === sides.join()) ? ['over'] : sides
}
