// The damage harness: sound logs, each damaged in one way, are opened and used by a process of their own. Opening never
// ends the process, never takes a file away or changes one it refuses, and every refusal says what to do; what is refused
// for damage is then salvaged, and opens. Run by itself it takes the number of files and a seed.

import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { loadKinds } from '../support/load-kinds.ts'
import { bundle } from '../support/module-path.ts'
import { makeBase } from './base-log.ts'
import { startChild } from './child.ts'
import { damages } from './damages.ts'
import { faultsOf } from './hold-together.ts'
import { createRandom } from './random.ts'

export const outcomes = [
  'works, nothing missing',
  'works, and says what it cannot read',
  'works, a change in the data unnoticed',
  'works, its latest events gone unnoticed',
  'refused, then salvaged',
  'refused',
] as const
export type Outcome = (typeof outcomes)[number]

export type DamageFigures = {
  readonly files: number
  readonly outcomes: Readonly<Record<Outcome, number>>
  readonly byDamage: Readonly<Record<string, Partial<Record<Outcome, number>>>>
  /** Of the events in logs that were salvaged, how many were there before and are there after. */
  readonly salvaged: { readonly before: number; readonly after: number }
  readonly faults: readonly string[]
  readonly seconds: number
}

const openedSchema = z.object({
  dir: z.string(),
  opened: z.literal(true),
  seen: z.record(z.string(), z.array(z.string())),
  errors: z.array(z.string()),
  defects: z.array(z.string()),
})
const refusedSchema = z.object({ dir: z.string(), refused: z.string(), sentence: z.string() })
const salvagedSchema = z.object({
  dir: z.string(),
  salvaged: z.object({ result: z.enum(['sound', 'salvaged']), aside: z.string().nullable() }).loose(),
})
const resultSchema = z.union([openedSchema, refusedSchema, salvagedSchema])
type Result = z.infer<typeof resultSchema>

export async function runDamages(
  files: number,
  seed: number,
  tell: (line: string) => void = () => {},
  withinMs = Number.POSITIVE_INFINITY,
): Promise<DamageFigures> {
  const random = createRandom(seed)
  const begun = performance.now()
  const kinds = await loadKinds()
  const child = await bundle(join(import.meta.dirname, 'damage-child.ts'))
  const root = mkdtempSync(join(tmpdir(), 'runlight-damage-'))
  const bases = await Promise.all(
    (['closed', 'cut short', 'older'] as const).map((sort) => makeBase(join(root, `base-${sort}`), sort)),
  )
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>
  const byDamage: Record<string, Partial<Record<Outcome, number>>> = {}
  const tally = (damage: string, outcome: Outcome) => {
    counts[outcome]++
    byDamage[damage] = { ...byDamage[damage], [outcome]: (byDamage[damage]?.[outcome] ?? 0) + 1 }
  }
  const faults: string[] = []
  const salvaged = { before: 0, after: 0 }

  const cases = Array.from({ length: files }, (_, i) => {
    const damage = damages[i % damages.length] ?? raise('no damage')
    const base =
      damage.name.startsWith('WAL') || damage.name.startsWith('gone') ? bases[1] : random.pick(bases)
    const [, cutShort] = bases
    if (base === undefined || cutShort === undefined) throw new Error('There are no logs to damage.')
    const dir = join(root, `case-${i}`)
    cpSync(base.dir, dir, { recursive: true })
    damage.apply(dir, random, cutShort.stranger)
    return { dir, damage: damage.name, base, before: prints(dir) }
  })

  const opening = performance.now()
  const opened = await inChild(
    () => performance.now() - opening > withinMs,
    child,
    'open',
    cases.map(({ dir }) => dir),
    faults,
  )
  tell(`${files} damaged logs opened in ${Math.round((performance.now() - begun) / 1_000)} s`)
  const toSalvage: typeof cases = []
  for (const one of cases) {
    const { dir, damage, base, before } = one
    const result = opened.get(dir)
    const fault = (what: string) => faults.push(`${damage} (${base.sort}), ${dir}: ${what}`)
    const count = (outcome: Outcome) => tally(damage, outcome)
    if (result === undefined) continue
    if ('refused' in result) {
      if (!/(salvage|--data-dir|update Runlight|start Runlight)/.test(result.sentence))
        fault(`the refusal says not what to do: ${result.refused}: ${result.sentence}`)
      if (JSON.stringify(prints(dir)) !== JSON.stringify(before)) fault('it was refused, and changed')
      if (result.refused === 'damaged-log') toSalvage.push(one)
      else count('refused')
    } else if ('opened' in result) {
      const internal = result.errors.find((error) => error.includes(' internal: '))
      if (internal !== undefined) fault(`${internal} (${result.defects.join('; ').slice(0, 300)})`)
      if (!existsSync(join(dir, 'runlight.db'))) fault('the log is gone')
      const outcome = judge(base.data, result)
      if (process.env.RUNLIGHT_TELL) tell(`${damage} (${base.sort}): ${outcome}: ${result.errors[0] ?? ''}`)
      count(outcome)
    }
  }

  const never = () => false
  const mended = await inChild(
    never,
    child,
    'salvage',
    toSalvage.map(({ dir }) => dir),
    faults,
  )
  const again = await inChild(
    never,
    child,
    'open',
    toSalvage.map(({ dir }) => dir),
    faults,
  )
  for (const { dir, damage, base, before } of toSalvage) {
    const fault = (what: string) => faults.push(`${damage} (${base.sort}), ${dir}: ${what}`)
    const report = mended.get(dir)
    const after = again.get(dir)
    if (report === undefined || after === undefined) continue
    tally(damage, 'refused, then salvaged')
    if (!('salvaged' in report) || report.salvaged.result !== 'salvaged')
      fault(`it could not be salvaged: ${JSON.stringify(report).slice(0, 500)}`)
    else if (!isKept(report.salvaged.aside, before)) fault('the damaged files are not kept as they were')
    if (!('opened' in after)) fault(`salvaged, it does not open: ${JSON.stringify(after).slice(0, 500)}`)
    else {
      if (after.errors.length > 0) fault(`salvaged, it cannot be read: ${after.errors[0]}`)
      salvaged.before += total(base.data)
      salvaged.after += total(after.seen)
      // What hung on a damaged page may be lost; what is there must fit together.
      const found = (await faultsOf(dir, kinds, true)).filter((one) => !/attempts/.test(one))
      for (const one of found) fault(`salvaged, ${one}`)
    }
  }
  if (faults.length === 0) rmSync(root, { recursive: true, force: true })
  const seconds = Math.round((performance.now() - begun) / 1_000)
  return { files: opened.size, outcomes: counts, byDamage, salvaged, faults, seconds }
}

/**
 * What became of `dirs`, each opened in turn; a process that dies is a fault of the log it had begun, and the next goes on.
 * None is begun once it is late.
 */
async function inChild(
  isLate: () => boolean,
  script: string,
  act: 'open' | 'salvage',
  dirs: readonly string[],
  faults: string[],
): Promise<Map<string, Result>> {
  const results = new Map<string, Result>()
  let left = dirs
  while (left.length > 0) {
    let current = ''
    const child = startChild([script, act, ...left], (line) => {
      const said = JSON.parse(line)
      if (typeof said.begin === 'string') current = said.begin
      else {
        if (isLate()) child.process.kill('SIGTERM')
        const result = resultSchema.parse(said)
        results.set(result.dir, result)
      }
    })
    const code = await child.ended
    if (code === 0 || isLate()) break
    faults.push(
      `${act} ${current}: the process ended (${child.process.signalCode ?? code}): ${child.stderr().slice(-2_000)}`,
    )
    left = left.slice(left.indexOf(current) + 1)
  }
  return results
}

/** Compares what a screen was given with what was stored. */
function judge(
  stored: Readonly<Record<string, readonly string[]>>,
  { seen, errors }: { seen: Readonly<Record<string, readonly string[]>>; errors: readonly string[] },
): Outcome {
  if (errors.length > 0) return 'works, and says what it cannot read'
  const missing = Object.entries(stored).some(([run, data]) => (seen[run]?.length ?? 0) < data.length)
  if (missing) return 'works, its latest events gone unnoticed'
  return JSON.stringify(seen) === JSON.stringify(stored)
    ? 'works, nothing missing'
    : 'works, a change in the data unnoticed'
}

/** The files that hold data, by name, each as its digest. */
function prints(dir: string): Record<string, string> {
  const names = readdirSync(dir).filter((name) => /^runlight\.db(-wal|-journal)?$/.test(name))
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(dir, name)))
      .digest('hex')
  // A WAL of no bytes is what SQLite leaves when it has only looked.
  return Object.fromEntries(
    names
      .toSorted()
      .filter((name) => readFileSync(join(dir, name)).length > 0 || name === 'runlight.db')
      .map((name) => [name, digest(name)]),
  )
}

function isKept(aside: string | null, before: Readonly<Record<string, string>>): boolean {
  return Object.entries(before).every(([name, digest]) => {
    if (name.endsWith('-journal')) return true
    const kept = `${aside}${name.slice('runlight.db'.length)}`
    return existsSync(kept) && createHash('sha256').update(readFileSync(kept)).digest('hex') === digest
  })
}

function total(data: Readonly<Record<string, readonly string[]>>): number {
  return Object.values(data).reduce((sum, events) => sum + events.length, 0)
}

function raise(what: string): never {
  throw new Error(what)
}

/** With the arguments of a command line; false where something did not hold. */
export async function main(args: readonly string[]): Promise<boolean> {
  const [files = 500, seed = 1] = args.map(Number)
  const figures = await runDamages(files, seed, (line) => process.stdout.write(`${line}\n`))
  process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`)
  return figures.faults.length === 0
}
