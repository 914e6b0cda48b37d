// Looking at a run as it was: where the playhead stands, whether it plays, and what the engine answered for it. One question
// is under way at a time and the latest wish wins, so that a drag is as smooth as the engine is fast. It knows no component.

import { createStore } from 'zustand/vanilla'
import type { Instant, Moment } from '../../core/figures/instant.ts'
import { type Client, errorMessage } from '../store/client.ts'
import { advance, type Head, otherSpeed, type Range, type Speed, within } from './playhead.ts'

export type ScrubState = {
  /** The run that is looked at as it was; null while every run is shown as it is now. */
  readonly run: number | null
  readonly head: Head | null
  /** The latest answer; it may be a moment behind the head. */
  readonly instant: Instant | null
  readonly playing: boolean
  readonly speed: Speed
  /** How far the run is made ready, 0–1; null when it is. */
  readonly preparing: number | null
  readonly problem: string | null
}

/** What is to be shown; `events` is how many the run has. */
type Wish = { readonly run: number; readonly events: number; readonly moment: Moment }

export type Scrub = ReturnType<typeof createScrub>

const atNow: Omit<ScrubState, 'speed'> = {
  run: null,
  head: null,
  instant: null,
  playing: false,
  preparing: null,
  problem: null,
}

/** A text this long takes its time to travel and to be laid out. */
const longText = 200_000
const longPaceMs = 400
/** Runs with fewer events are folded in less time than it takes to ask whether they are ready. */
const alwaysReady = 8_192

/** The scrubber of a window. `frame` calls back before the next drawing. */
export function createScrub(
  client: Client,
  frame: (draw: (at: number) => void) => number = requestAnimationFrame,
) {
  const store = createStore<ScrubState>(() => ({ ...atNow, speed: 1 }))
  const { getState, setState } = store
  let wish: Wish | null = null
  let asking = false
  const ready = new Set<number>()
  let range: Range = { start: 0, end: 0 }
  /** Steps that wait until it is known at which event the playhead stands. */
  let owed = 0

  /** Asks until the run is ready, or nobody looks at it any more. */
  async function prepare(run: number): Promise<void> {
    if (ready.has(run)) return
    for (;;) {
      const { part } = await client.call('review.prepare', { run })
      if (getState().run !== run) return
      setState({ preparing: part === 1 ? null : part })
      if (part === 1) break
    }
    ready.add(run)
  }

  /** Answers wishes until there is none; those that were overtaken meanwhile are never asked. */
  async function pump(): Promise<void> {
    if (asking) return
    asking = true
    for (let first = latest(); first !== null; first = latest()) {
      try {
        if (first.events > alwaysReady) await prepare(first.run)
        const asked = latest()
        if (asked === null || asked.run !== first.run) continue
        wish = null
        show(asked, await client.call('review.at', { run: asked.run, moment: asked.moment }))
        await rest()
      } catch (thrown) {
        const next = latest()
        if (next !== null && next.run !== first.run) continue
        wish = null
        setState({ problem: errorMessage(thrown), playing: false, preparing: null })
      }
    }
    asking = false
  }

  function latest(): Wish | null {
    return wish
  }

  function show({ run, moment }: Wish, instant: Instant): void {
    const { run: looked, head } = getState()
    if (looked !== run) return
    const settled = moment.type === 'seq' && latest() === null
    setState({ instant, head: settled ? { at: instant.at, seq: instant.seq } : head, problem: null })
    if (owed !== 0 && standsAt() !== null) stepBy(run, instant.events, owed)
  }

  /** The event that the playhead stands at; null while that is not answered yet. */
  function standsAt(): number | null {
    const { head, instant } = getState()
    if (head === null || head.seq !== null) return head?.seq ?? null
    return instant !== null && instant.at === head.at ? instant.seq : null
  }

  function stepBy(run: number, events: number, by: number): void {
    const { run: looked, head } = getState()
    const place = looked === run ? standsAt() : events + (by < 0 ? 1 : 0)
    pause()
    if (place === null) {
      owed += by
      return
    }
    const seq = Math.min(events, Math.max(0, place + by))
    want(run, events, { at: head?.at ?? range.end, seq }, { type: 'seq', seq })
  }

  async function rest(): Promise<void> {
    if ((getState().instant?.job.text?.content.length ?? 0) < longText) return
    await new Promise((resolve) => setTimeout(resolve, longPaceMs))
  }

  function want(run: number, events: number, head: Head, moment: Moment): void {
    const same = getState().run === run
    setState({ run, head, problem: null, ...(same ? {} : { instant: null }) })
    wish = { run, events, moment }
    owed = 0
    void pump()
  }

  function seek(run: number, events: number, at: number): void {
    const held = within(at, range)
    want(run, events, { at: held, seq: null }, { type: 'at', at: held })
  }

  function toNow(): void {
    wish = null
    owed = 0
    setState(atNow)
  }

  function pause(): void {
    setState({ playing: false })
  }

  function play(run: number, events: number): void {
    const { head, run: looked } = getState()
    const from = head === null || looked !== run || head.at >= range.end ? range.start : head.at
    seek(run, events, from)
    setState({ playing: true })
    let before: number | null = null
    const draw = (now: number) => {
      const { playing, head: place, speed, run: still, preparing } = getState()
      if (!playing || place === null || still !== run) return
      // While the run is made ready the clock stands still.
      const { at, ended } = advance(
        place.at,
        before === null || preparing !== null ? 0 : now - before,
        speed,
        range,
      )
      before = now
      seek(run, events, at)
      if (ended) pause()
      else frame(draw)
    }
    frame(draw)
  }

  return {
    store,
    /** The time line that the playhead moves on; it grows while the run is live. */
    setRange: (next: Range) => {
      range = next
    },
    range: () => range,
    /** Shows the run as it was at `at`, held within the time line. Playing goes on from there. */
    seek,
    /** Shows the run as event `seq` left it. */
    seekEvent: (run: number, events: number, seq: number, at: number) => {
      pause()
      want(run, events, { at, seq }, { type: 'seq', seq })
    },
    /** One event further (1) or back (-1); from now on, back from the last. */
    step: (run: number, events: number, step: 1 | -1) => stepBy(run, events, step),
    play,
    pause,
    toggle: (run: number, events: number) => {
      if (getState().playing) pause()
      else play(run, events)
    },
    /** Faster (1) or slower (-1). */
    shift: (step: 1 | -1) => setState(({ speed }) => ({ speed: otherSpeed(speed, step) })),
    setSpeed: (speed: Speed) => setState({ speed }),
    toNow,
  }
}
