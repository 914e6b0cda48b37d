// How the events of a query are found without reading them all: by the words of blocks, by their figures, and by the matcher
// for the rest.

import { type Block, blockSize } from '../../../../core/log/blocks.ts'
import { flags } from '../../../../core/log/flags.ts'
import type { Query } from '../../../../core/query/ast.ts'
import { createBlockBound } from '../../../review/block-bound.ts'
import { type BlockMatcher, createBlockMatcher } from './match-block.ts'
import { planWords, type WordPlan } from './word-plan.ts'
import { blockCondition, tailCondition } from './word-sql.ts'

export type Plan = {
  /** Whether words tell blocks apart; `inBlocks` and `inTails` say it in SQL. */
  readonly hasWords: boolean
  readonly words: WordPlan
  readonly inBlocks: string
  readonly inTails: string
  /** Whether figures tell blocks apart: `most` of 0 lets one be skipped. */
  readonly hasFigures: boolean
  readonly most: (block: Block) => number
  readonly matcher: BlockMatcher
}

export function planSearch(clauses: Query, now: number, pings: boolean): Plan {
  const words: WordPlan = planWords(clauses)
  return {
    hasWords: words.length > 0,
    words,
    inBlocks: blockCondition(words),
    inTails: tailCondition(words),
    hasFigures: !pings || clauses.some((clause) => clause.every((term) => term.type !== 'text')),
    most: createBlockBound(clauses, now, pings),
    matcher: createBlockMatcher(clauses, now, pings, flags.ping),
  }
}

/** The bound by the figures of a row as they are stored; those that are not there tell nothing. */
export function mostIn(plan: Plan, figures: unknown): number {
  return typeof figures === 'string' ? plan.most(JSON.parse(figures) as Block) : blockSize
}
