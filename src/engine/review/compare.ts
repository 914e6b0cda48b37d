// Two stored runs side by side. Everything is read on the review's thread, so that texts of megabytes never cross it twice.

import { pairNames, pairStages, stageLengths } from '../../core/figures/compare.ts'
import { pairItems, pairTexts } from '../../core/figures/compare-results.ts'
import type { Comparison } from '../../core/figures/comparison.ts'
import type { Figures, UsualRun } from '../../core/figures/figures.ts'
import type { Instant, Moment } from '../../core/figures/instant.ts'
import { createSlices, type Work } from './slices.ts'

type Deps = {
  readonly figures: (run: number) => Work<Figures | null>
  readonly usual: (kind: string) => Work<UsualRun>
  readonly find: (run: number, moment: Moment) => Work<Instant | null>
}

export function createCompare({ figures, usual, find }: Deps) {
  const slices = createSlices<Comparison | null>()

  function* work(run: number, other: number | null): Work<Comparison | null> {
    const a = yield* figures(run)
    if (a === null) return null
    if (other === null) {
      const habit = yield* usual(a.kind)
      return {
        a,
        b: null,
        usual: habit,
        sameKind: true,
        stages: pairStages(a.stages, stageLengths(habit.stages)),
        names: null,
        items: null,
        text: null,
        reasoning: null,
      }
    }
    const b = yield* figures(other)
    if (b === null) return null
    const nothing = { stages: [], names: null, items: null, text: null, reasoning: null }
    if (a.kind !== b.kind) return { a, b, usual: null, sameKind: false, ...nothing }
    const first = yield* find(run, { type: 'end' })
    const second = yield* find(other, { type: 'end' })
    if (first === null || second === null) return null
    yield 0.8
    const items = pairItems(first.job.items, second.job.items)
    yield 0.85
    return {
      a,
      b,
      usual: null,
      sameKind: true,
      stages: pairStages(a.stages, stageLengths(b.stages)),
      names: pairNames(a.names, b.names),
      items,
      text: yield* pairTexts(first.job.text, second.job.text),
      reasoning: yield* pairTexts(first.job.reasoning ?? null, second.job.reasoning ?? null),
    }
  }

  return {
    compare: (run: number, other: number | null) => slices(`${run} ${other}`, () => work(run, other)),
    work,
  }
}
