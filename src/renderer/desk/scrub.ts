// Looking at a run as it was: the playhead, whether it plays, and the answer of the engine for it. One request at a time,
// and the pending one wins, so that dragging is as smooth as the engine is fast. Contains no component.

import { createStore } from 'zustand/vanilla'
import type { Instant, Moment } from '../../core/figures/instant.ts'
import { type Client, errorMessage } from '../store/client.ts'
import { isLongJob } from './long-job.ts'
import { advance, nextSpeed, type Playhead, type Range, type Speed, within } from './playhead.ts'

export type ScrubState = {
  /** The run shown as it was; null while every run is shown as it is now. */
  readonly run: number | null
  readonly head: Playhead | null
  /** The pending answer; it may lag behind the head. */
  readonly instant: Instant | null
  readonly playing: boolean
  readonly speed: Speed
  /** Progress of preparing the run, 0–1; null when it is prepared. */
  readonly preparing: number | null
  readonly problem: string | null
}

/** What to ask for; `events` is the number of events of the run. */
type InstantRequest = { readonly run: number; readonly events: number; readonly moment: Moment }

const atNow: Omit<ScrubState, 'speed'> = {
  run: null,
  head: null,
  instant: null,
  playing: false,
  preparing: null,
  problem: null,
}

/** Between two answers about a job that carries much text. */
const longPaceMs = 400
/** Runs with fewer events are folded faster than they are prepared. */
const alwaysReady = 8_192

/** The scrubber of a window. `frame` calls back before the next frame is drawn. */
export function createScrub(
  client: Client,
  frame: (draw: (at: number) => void) => number = requestAnimationFrame,
) {
  const store = createStore<ScrubState>(() => ({ ...atNow, speed: 1 }))
  const { getState, setState } = store
  let waiting: InstantRequest | null = null
  let isAsking = false
  const ready = new Set<number>()
  let range: Range = { start: 0, end: 0 }
  /** Steps that wait until the event at the playhead is known. */
  let pendingSteps = 0

  /** Asks until the run is prepared, or another run is shown. */
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

  /** Sends the pending request until there is none; requests that were replaced meanwhile are never sent. */
  async function drain(): Promise<void> {
    if (isAsking) return
    isAsking = true
    for (let first = pending(); first !== null; first = pending()) {
      try {
        if (first.events > alwaysReady) await prepare(first.run)
        const asked = pending()
        if (asked === null || asked.run !== first.run) continue
        waiting = null
        show(asked, await client.call('review.at', { run: asked.run, moment: asked.moment }))
        await pauseForLongText()
      } catch (thrown) {
        const newer = pending()
        if (newer !== null && newer.run !== first.run) continue
        waiting = null
        setState({ problem: errorMessage(thrown), playing: false, preparing: null })
      }
    }
    isAsking = false
  }

  function pending(): InstantRequest | null {
    return waiting
  }

  function show({ run, moment }: InstantRequest, instant: Instant): void {
    const { run: looked, head } = getState()
    if (looked !== run) return
    const settled = moment.type === 'seq' && pending() === null
    setState({ instant, head: settled ? { at: instant.at, seq: instant.seq } : head, problem: null })
    if (pendingSteps !== 0 && presentSeq() !== null) stepBy(run, instant.events, pendingSteps)
  }

  /** The event at the playhead; null while the answer is not there yet. */
  function presentSeq(): number | null {
    const { head, instant } = getState()
    if (head === null || head.seq !== null) return head?.seq ?? null
    return instant !== null && instant.at === head.at ? instant.seq : null
  }

  function stepBy(run: number, events: number, by: number): void {
    const { run: looked, head } = getState()
    const place = looked === run ? presentSeq() : events + (by < 0 ? 1 : 0)
    pause()
    if (place === null) {
      pendingSteps += by
      return
    }
    const seq = Math.min(events, Math.max(0, place + by))
    request(run, events, { at: head?.at ?? range.end, seq }, { type: 'seq', seq })
  }

  async function pauseForLongText(): Promise<void> {
    const { instant } = getState()
    if (instant === null || !isLongJob(instant.job)) return
    await new Promise((resolve) => setTimeout(resolve, longPaceMs))
  }

  function request(run: number, events: number, head: Playhead, moment: Moment): void {
    const same = getState().run === run
    setState({ run, head, problem: null, ...(same ? {} : { instant: null }) })
    waiting = { run, events, moment }
    pendingSteps = 0
    void drain()
  }

  function seek(run: number, events: number, at: number): void {
    const held = within(at, range)
    request(run, events, { at: held, seq: null }, { type: 'at', at: held })
  }

  function toNow(): void {
    waiting = null
    pendingSteps = 0
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
      // While the run is being prepared, time stands still.
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
    /** The timeline that the playhead moves on; it grows while the run is live. */
    setRange: (next: Range) => {
      range = next
    },
    range: () => range,
    /** Shows the run as it was at `at`, held within the timeline. Playing goes on from there. */
    seek,
    /** Shows the run as it was at `at`, whose time line may not be known yet. */
    lookAt: (run: number, events: number, at: number) => {
      pause()
      request(run, events, { at, seq: null }, { type: 'at', at })
    },
    /** Shows the run as event `seq` left it. */
    seekEvent: (run: number, events: number, seq: number, at: number) => {
      pause()
      request(run, events, { at, seq }, { type: 'seq', seq })
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
    shift: (step: 1 | -1) => setState(({ speed }) => ({ speed: nextSpeed(speed, step) })),
    setSpeed: (speed: Speed) => setState({ speed }),
    toNow,
  }
}

export type Scrub = ReturnType<typeof createScrub>
