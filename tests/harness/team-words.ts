// What the members of a shared log and the harness that kills them say to each other: options at the start, then lines of JSON.

import { z } from 'zod'

export type MemberOptions = {
  readonly url: string
  readonly name: string
  /** The same for every life of this member. */
  readonly instance: string
  readonly ttlMs: number
  /** How far its wall clock is from the others'. */
  readonly skewMs: number
}

const shownSchema = z.object({ run: z.number(), events: z.number(), gaps: z.number() })
const hubRunSchema = z.object({ run: z.number(), events: z.number(), gaps: z.number(), state: z.string() })

export type HubRun = z.infer<typeof hubRunSchema>

export const lineSchema = z.union([
  z.object({ shown: z.array(shownSchema) }),
  z.object({ hub: z.array(hubRunSchema) }),
  /** It could not run between these, by the monotonic clock that all processes of a machine share, ms. */
  z.object({ paused: z.tuple([z.number(), z.number()]) }),
  z.object({ joined: z.string(), epoch: z.number() }),
  z.object({ ready: z.string() }),
  z.object({ defect: z.string() }),
])

export type Line = z.infer<typeof lineSchema>

export function say(line: Line): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
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

/** In a member's process: its options, its wall clock put as they say, and its pauses told. */
export function startMember(): MemberOptions {
  const options: MemberOptions = JSON.parse(process.argv[2] ?? '')
  const now = Date.now
  if (options.skewMs !== 0) Date.now = () => now() + options.skewMs
  watchPauses((from, to) => say({ paused: [from, to] }))
  return options
}
