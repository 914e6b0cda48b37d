// What the members of a shared log and the harness that kills them say to each other: options at the start, calls for a hub as lines
// of JSON, and from every member lines of JSON.

import { z } from 'zod'

export type MemberOptions = {
  readonly url: string
  readonly name: string
  readonly ttlMs: number
  /** Its own, the same for every life of this member. */
  readonly dataDir: string
  /** The pool's private key for a collector, the file of its public key for a hub. */
  readonly poolKey: string
}

/** What somebody asks of a hub. */
export type HubCall = { readonly id: number; readonly name: string; readonly input: unknown }

const shownSchema = z.object({ run: z.number(), events: z.number(), gaps: z.number() })
const hubRunSchema = z.object({ run: z.number(), events: z.number(), gaps: z.number(), state: z.string() })
const answerSchema = z.object({
  id: z.number(),
  ok: z.boolean(),
  /** The run that the answer names. */
  run: z.number().optional(),
  code: z.string().optional(),
})

export type HubRun = z.infer<typeof hubRunSchema>
export type HubAnswer = z.infer<typeof answerSchema>

export const lineSchema = z.union([
  z.object({ shown: z.array(shownSchema) }),
  z.object({ hub: z.array(hubRunSchema), gone: z.array(z.number()) }),
  z.object({ answer: answerSchema }),
  /** It could not run between these, by the monotonic clock that all processes of a machine share, ms. */
  z.object({ paused: z.tuple([z.number(), z.number()]) }),
  /** What a collector tells of itself: its type, why, the runs it is about, and when, by the clock that `paused` has. */
  z.object({ told: z.string(), why: z.string(), runs: z.array(z.number()), at: z.number() }),
  z.object({ ready: z.string() }),
  z.object({ defect: z.string() }),
])

export type Line = z.infer<typeof lineSchema>

export function say(line: Line): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

export function sayDefect(where: string, thrown: unknown): void {
  say({ defect: `${where}: ${thrown instanceof Error ? thrown.stack : String(thrown)}` })
}

/** The same in every process of this machine, ms. */
export const monotonic = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000

const lookMs = 10

/** Tells of every stretch in which this process did not run. */
export function watchPauses(tell: (from: number, to: number) => void): () => void {
  let seen = monotonic()
  const timer = setInterval(() => {
    const now = monotonic()
    if (now - seen > 2 * lookMs) tell(seen, now)
    seen = now
  }, lookMs)
  return () => clearInterval(timer)
}

/** In a member's process: its options, and its pauses told. */
export function startMember(): MemberOptions {
  watchPauses((from, to) => say({ paused: [from, to] }))
  return JSON.parse(process.argv[2] ?? '')
}

/** What puts the wall clock of a process and of all its threads so far from the others'. */
export function skewed(ms: number): string[] {
  if (ms === 0) return []
  return ['--import', `data:text/javascript,const now = Date.now; Date.now = () => now() + ${ms}`]
}
