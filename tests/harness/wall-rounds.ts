// The wall for as long as one says, on a simulated clock in a real page: what it holds on to shows in the browser's own counts.

import type { CDPSession, Page } from 'playwright'

/** What the page holds, after a collection: of what is still there, nothing may grow. */
export type Held = {
  readonly hours: number
  readonly heapMb: number
  readonly nodes: number
  readonly listeners: number
}

export type WallSoak = {
  readonly hours: number
  /** The page's clock goes so far at once: in each step come a push and a tick. */
  readonly stepMs: number
  /** Steps before the first measurement. */
  readonly warmUp: number
  readonly samples: number
}

/** Plays the scene `wall-many` in `page`, which shows a scene already, and gives what the page holds meanwhile. */
export async function soakWall(
  page: Page,
  { hours, stepMs, warmUp, samples }: WallSoak,
  say: (held: Held) => void = () => {},
): Promise<readonly Held[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await page.clock.install()
  await page.evaluate(() => window.playScene?.('wall-many', null))
  for (let step = 0; step < warmUp; step++) await page.clock.fastForward(stepMs)
  const steps = Math.ceil((hours * 3_600_000) / stepMs)
  const found: Held[] = []
  for (let step = 0; step <= steps; step++) {
    if (step > 0) await page.clock.fastForward(stepMs)
    if (step % Math.max(1, Math.floor(steps / (samples - 1))) !== 0) continue
    const held = await heldBy(session, (step * stepMs) / 3_600_000)
    found.push(held)
    say(held)
  }
  return found
}

async function heldBy(session: CDPSession, hours: number): Promise<Held> {
  // What a first collection sets free, a second takes away.
  for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  return {
    hours: Math.round(hours * 100) / 100,
    heapMb: Math.round(of('JSHeapUsedSize') / 1e5) / 10,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
  }
}

/** What may be more at the end: pages of the wall differ by some tiles, and measurements waver. */
const mostMore = { heapMb: 3, nodes: 400, listeners: 5 } as const

/** What of `counted` grew between the first and the last of `held`, as sentences: none where the wall may stay for days. */
export function grown(held: readonly Held[], counted: readonly (keyof typeof mostMore)[]): readonly string[] {
  const [first, last] = [held[0], held.at(-1)]
  if (first === undefined || last === undefined || held.length < 2) return ['Nothing was measured.']
  return counted
    .filter((name) => last[name] > first[name] + mostMore[name])
    .map((name) => `${name}: ${first[name]} became ${last[name]}`)
}
