// The order of the test files: those that take longest begin first, so that none of them is left alone at the end with the other
// workers idle. A fresh clone has no times of an earlier run to go by.

import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Beginnings of paths in tests/, the longest first. */
const longest = [
  'renderer/gallery',
  'durability/',
  'faults/',
  'renderer/window',
  'engine/transcripts-numbers',
  'cli/',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((beginning) => moduleId.includes(`/tests/${beginning}`))
      return found < 0 ? longest.length : found
    }
    return sorted.toSorted((a, b) => rank(a) - rank(b))
  }
}
