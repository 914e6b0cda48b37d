// How long the shortest commands take, whole process, beside Node that does nothing: in turn, so that all have the same machine.
// The log of `runs` holds a hundred runs of every kind.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cli } from './host.ts'
import { measure, median, runToEnd } from './process.ts'

type StartRow = {
  readonly command: string
  readonly ms: number
  /** By the time that `node -e 0` took beside it. */
  readonly ofNode: number
  readonly limitMs: number
  readonly limitOfNode: number
}

export type Start = { readonly nodeMs: number; readonly rows: readonly StartRow[] }

const rounds = 21
const seededRuns = 100

export async function benchStart(): Promise<Start> {
  const dir = mkdtempSync(join(tmpdir(), 'runlight-bench-'))
  try {
    const dataDir = join(dir, 'log')
    await measure<number>([join(import.meta.dirname, 'light-seed.ts'), dataDir, String(seededRuns)])
    const commands = [
      { command: 'runlight --version', args: [cli, '--version'], limitMs: 120, limitOfNode: 3 },
      { command: 'runlight runs', args: [cli, 'runs', '--data-dir', dataDir], limitMs: 200, limitOfNode: 5 },
    ].map((one) => ({ ...one, times: [] as number[] }))
    const bare: number[] = []
    // The first round compiles, which a person waits for but once.
    for (const { args } of commands) await runToEnd(args)
    for (let i = 0; i < rounds; i++) {
      bare.push(await runToEnd(['-e', '0']))
      for (const { args, times } of commands) times.push(await runToEnd(args))
    }
    const nodeMs = Math.round(1_000 * median(bare))
    return {
      nodeMs,
      rows: commands.map(({ command, times, limitMs, limitOfNode }) => ({
        command,
        ms: Math.round(1_000 * median(times)),
        ofNode: Math.round((10 * median(times)) / median(bare)) / 10,
        limitMs,
        limitOfNode,
      })),
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
