// What an operator asks of the collector that has a run. A hub waits for nobody: what is not answered in a moment is said to be
// asked, and what becomes of it is seen at the run.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Answer } from '../../core/contract/dispatch.ts'
import type { Clock } from '../base/clock.ts'
import type { TeamPort } from '../log/team-port.ts'

/** How long an answer is waited for. */
const momentMs = 2_000
/** What is not answered after this is asked for no more. */
const forgottenMs = 300_000

type Open = {
  readonly run: number
  readonly name: string
  readonly by: string
  readonly since: number
  readonly answer: (answer: Answer) => void
}

export type Commands = ReturnType<typeof createCommands>

export function createCommands(team: Pick<TeamPort, 'ask' | 'answers'>, clock: Clock) {
  const open = new Map<number, Open>()

  return {
    /**
     * Asks; resolves to the value of the answer. `collector`: who has the run, null where nobody has. Rejects as the collector
     * answers, and with `not-answered` where it does not in a moment.
     */
    ask: async (
      { run, name, input, by }: Pick<Open, 'run' | 'name' | 'by'> & { readonly input: unknown },
      collector: string | null,
    ): Promise<unknown> => {
      const id = await team.ask({ run, name, input, by })
      const answered = Promise.withResolvers<Answer>()
      open.set(id, { run, name, by, since: clock.now(), answer: answered.resolve })
      const late = Promise.withResolvers<null>()
      const cancel = clock.after(momentMs, () => late.resolve(null))
      const answer = await Promise.race([answered.promise, late.promise])
      cancel()
      if (answer === null) throw notAnswered(collector)
      if (!answer.ok) throw new RunlightError(answer.error.code, answer.error.message, answer.error.detail)
      return answer.value
    },
    /** Looks for answers; asked at every turn of the feed. */
    look: async (): Promise<void> => {
      if (open.size === 0) return
      const answers = await team.answers([...open.keys()])
      for (const { id, answer } of answers) {
        open.get(id)?.answer(answer)
        open.delete(id)
      }
      for (const [id, { since }] of open) if (clock.now() - since > forgottenMs) open.delete(id)
    },
    /** What was asked about a run and is not answered, the latest last. */
    openOf: (run: number): Pick<Open, 'name' | 'by' | 'since'>[] =>
      [...open.values()].filter((one) => one.run === run),
  }
}

function notAnswered(collector: string | null): RunlightError {
  return new RunlightError(
    'not-answered',
    collector === null
      ? 'No collector has this run now: one that takes it up within five minutes does what was asked.'
      : `Collector ${collector} was asked and has not answered yet: the run shows what becomes of it.`,
  )
}
