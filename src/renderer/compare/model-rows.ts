// What the models of two runs took and gave, side by side. Pure.

import type { Figures, ModelFigures, UsualRun } from '../../core/figures/figures.ts'
import { isEarlyCount } from '../../core/job/model.ts'
import type { Usage } from '../../core/run/run.ts'
import type { JobState } from '../../core/run/states.ts'
import { countRow, durationRow, type FactRow, none, rateRow, wordRow } from './fact-rows.ts'

type OfModel = Pick<Figures, 'model' | 'state'>

/** How soon the first token came; nothing where no side is a model's. */
export function firstTokenRows(a: ModelFigures | null, ms: number | null): readonly FactRow[] {
  const first = a?.firstTokenMs ?? null
  return first === null && ms === null ? [] : [durationRow('First token after', first, ms)]
}

/** A number that may be one of an earlier moment is compared with nothing. */
function toldOutput(usage: Usage | null, state: JobState): number | null {
  return usage === null || isEarlyCount(usage, state) ? null : usage.output
}

/** What models took and gave; a figure that neither side has is left out. */
export function modelRows(
  { model: a, state: stateA }: OfModel,
  { model: b, state: stateB }: OfModel,
): readonly FactRow[] {
  const [first, second] = [a?.usage ?? null, b?.usage ?? null]
  const calls = (name: string, of: 'tools' | 'toolsFailed') => {
    const [mine, theirs] = [a?.[of] ?? 0, b?.[of] ?? 0]
    return mine + theirs === 0 ? [] : [countRow(name, mine, theirs)]
  }
  const rows = [
    wordRow('Model', first?.model ?? null, second?.model ?? null),
    wordRow('Finish', first?.finish ?? null, second?.finish ?? null),
    countRow('Input tokens', first?.input ?? null, second?.input ?? null),
    countRow('Cached of these', first?.cached ?? null, second?.cached ?? null),
    countRow('Output tokens', toldOutput(first, stateA), toldOutput(second, stateB)),
    countRow('Reasoning of these', first?.reasoning ?? null, second?.reasoning ?? null),
    rateRow('Tokens a second', a?.tokensPerSecond ?? null, b?.tokensPerSecond ?? null),
    ...calls('Tool calls', 'tools'),
    ...calls('Failed tool calls', 'toolsFailed'),
  ]
  return rows.filter((row) => row.a !== none || row.b !== none)
}

/** What the model of `a` took and gave beside what is usual. */
export function usualModelRows({ model: a, state }: OfModel, usual: UsualRun): readonly FactRow[] {
  if (a === null) return []
  return [
    countRow('Input tokens', a.usage?.input ?? null, usual.inputTokensP50),
    countRow('Output tokens', toldOutput(a.usage, state), usual.outputTokensP50),
    rateRow('Tokens a second', a.tokensPerSecond, usual.tokensPerSecondP50),
  ].filter((row) => row.a !== none)
}
