// What taps cost the start of a host that stays: with none in its settings, which must be nothing, and with one.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../../tests/support/module-path.ts'
import { measure, median } from '../process.ts'
import type { Start } from './start-process.ts'

export type StartRow = { readonly what: string; readonly ms: number; readonly threads: readonly string[] }

const rounds = 7

/** Medians, the engine's own start included. */
export async function benchStart(): Promise<StartRow[]> {
  const entry = await bundle(join(import.meta.dirname, 'start-process.ts'))
  const dirs = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'runlight-bench-')))
  const [bare = '', tapped = ''] = dirs
  const cases = [
    { what: 'a host that lets nobody in', dir: bare, how: 'no' },
    { what: 'a host that lets applications in, no tap in its settings', dir: bare, how: 'tap' },
    { what: 'one tap in its settings', dir: tapped, how: 'tap' },
  ]
  try {
    await measure<Start>([entry, bare, 'no'])
    await measure<Start>([entry, tapped, 'save'])
    const measured = new Map<string, Start[]>()
    for (let round = 0; round < rounds; round++)
      for (const { what, dir, how } of cases)
        measured.set(what, [...(measured.get(what) ?? []), await measure<Start>([entry, dir, how])])
    return [...measured].map(([what, starts]) => ({
      what,
      ms: median(starts.map(({ ms }) => ms)),
      threads: starts[0]?.threads ?? [],
    }))
  } finally {
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
  }
}
