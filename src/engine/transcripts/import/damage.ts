// What could not be used of a file: counted whole, kept by number and reason up to a bound.

import { keptProblems, type Problem } from './import-steps.ts'

export type Damage = ReturnType<typeof createDamage>

export function createDamage() {
  const problems: Problem[] = []
  const notes: string[] = []
  let count = 0
  return {
    add: (line: number | null, reason: string) => {
      count++
      if (problems.length < keptProblems) problems.push({ line, reason })
    },
    note: (sentence: string) => {
      if (!notes.includes(sentence)) notes.push(sentence)
    },
    count: () => count,
    problems: (): readonly Problem[] => problems,
    notes: (): readonly string[] => notes,
  }
}
