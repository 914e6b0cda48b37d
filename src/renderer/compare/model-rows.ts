// What the models of two runs took and gave, side by side. Pure.

import type { ModelFigures, UsualRun } from '../../core/figures/figures.ts'
import { countRow, durationRow, type FactRow, none, rateRow, wordRow } from './fact-rows.ts'

/** What models took and gave; a figure that neither side has is left out. */
export function modelRows(a: ModelFigures | null, b: ModelFigures | null): readonly FactRow[] {
  const [first, second] = [a?.usage ?? null, b?.usage ?? null]
  const calls = (name: string, of: 'tools' | 'toolsFailed') => {
    const [mine, theirs] = [a?.[of] ?? 0, b?.[of] ?? 0]
    return mine + theirs === 0 ? [] : [countRow(name, mine, theirs)]
  }
  const rows = [
    wordRow('Model', first?.model ?? none, second?.model ?? none),
    wordRow('Finish', first?.finish ?? none, second?.finish ?? none),
    durationRow('First token after', a?.firstTokenMs ?? null, b?.firstTokenMs ?? null),
    countRow('Input tokens', first?.input ?? null, second?.input ?? null),
    countRow('Cached of these', first?.cached ?? null, second?.cached ?? null),
    countRow('Output tokens', first?.output ?? null, second?.output ?? null),
    countRow('Reasoning of these', first?.reasoning ?? null, second?.reasoning ?? null),
    rateRow('Tokens a second', a?.tokensPerSecond ?? null, b?.tokensPerSecond ?? null),
    ...calls('Tool calls', 'tools'),
    ...calls('Failed tool calls', 'toolsFailed'),
  ]
  return rows.filter((row) => row.a !== none || row.b !== none)
}

/** What the model of `a` took and gave beside what is usual. */
export function usualModelRows(a: ModelFigures | null, usual: UsualRun): readonly FactRow[] {
  if (a === null) return []
  return [
    durationRow('First token after', a.firstTokenMs, usual.firstTokenP50Ms),
    countRow('Input tokens', a.usage?.input ?? null, usual.inputTokensP50),
    countRow('Output tokens', a.usage?.output ?? null, usual.outputTokensP50),
    rateRow('Tokens a second', a.tokensPerSecond, usual.tokensPerSecondP50),
  ].filter((row) => row.a !== none)
}
