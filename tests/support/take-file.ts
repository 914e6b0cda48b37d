// Reads one file as an import does, without a log: its runs with their events, and what the report would say.

import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Attempt } from '../../src/core/run/run.ts'
import { kinds } from '../../src/engine/base/kinds.ts'
import type { NewEvent } from '../../src/engine/log/rows.ts'
import type { ImportedHead } from '../../src/engine/transcripts/import/import-steps.ts'
import { createImporter } from '../../src/engine/transcripts/import/importer.ts'
import { freshDir, removeDir } from './engine.ts'

export type Taken = {
  readonly heads: readonly ImportedHead[]
  /** The events of each run, and its connection as it was left. */
  readonly runs: readonly (readonly NewEvent[])[]
  readonly attempts: readonly Attempt[]
  readonly problems: readonly (readonly [line: number, reason: string])[]
  readonly notes: readonly string[]
}

/** The age of every file here. */
export const fileAt = Date.UTC(2026, 10, 28, 12)

/** Reads the file at `path` to its end; rejects with its refusal. Nothing is left of what it unpacks. */
export async function takeFile(path: string): Promise<Taken> {
  const scratch = freshDir()
  const source = { path, name: 'file', modifiedAt: fileAt, kind: null, scratch, at: 0 }
  const importer = createImporter(source, kinds)
  const runs: NewEvent[][] = []
  const heads: ImportedHead[] = []
  const attempts: Attempt[] = []
  try {
    for (;;) {
      const step = await importer.next()
      if (step.type === 'run') {
        runs.push([])
        heads.push(step.head)
        importer.into(runs.length)
      }
      if (step.type === 'batch') {
        runs.at(-1)?.push(...step.batch.events)
        for (const attempt of step.batch.attempts) attempts[runs.length - 1] = attempt
      }
      if (step.type === 'done') {
        const problems = step.problems.map(({ line, reason }) => [line ?? 0, reason] as const)
        return { heads, runs, attempts, problems, notes: step.notes }
      }
    }
  } finally {
    importer.close()
    expect(readdirSync(scratch)).toEqual([])
    removeDir(scratch)
  }
}

/** Reads a file of this content. */
export async function takeText(content: string | Uint8Array): Promise<Taken> {
  const folder = freshDir()
  try {
    const path = join(folder, 'given')
    writeFileSync(path, content)
    return await takeFile(path)
  } finally {
    removeDir(folder)
  }
}
