// A few small applications of the sample backend's services, for a first look at the tap: each asks now and then, in its own way.
// They ask the address that they are given, which leads to the sample backend alone.

import { setTimeout as wait } from 'node:timers/promises'
import { ask } from './ask.ts'

type Application = {
  /** When it asks first, and how long it rests after each time. */
  readonly firstMs: number
  readonly restMs: number
  /** What it does in round `round`, from 1. */
  readonly once: (base: string, round: number, signal: AbortSignal) => Promise<unknown>
}

const themes = ['adventure', 'space', 'ocean', 'forest'] as const
const reconnectMs = 2_000

/** Reads a story to its end. */
const storyTablet: Application = {
  firstMs: 500,
  restMs: 60_000,
  once: (base, round, signal) => {
    const query = new URLSearchParams({ child_id: '1', theme: themes[round % 4] ?? '', chapter_number: '1' })
    const path = `/api/v1/stories/generate/stream?${query}`
    return ask(base, { path, agent: 'story-tablet/2.1' }, signal)
  },
}

/** Loses its connection in mid-stream, and asks again as browsers do. */
const studyCards: Application = {
  firstMs: 1_500,
  restMs: 90_000,
  once: async (base, round, signal) => {
    const path = `/v1/flashcards/runs/evening-${round}/events?fault=cut-once`
    const asking = { path, agent: 'study-cards/1.4' }
    const id = [...(await ask(base, asking, signal)).matchAll(/^id: ?(.*)$/gm)].at(-1)?.[1]
    await wait(reconnectMs, undefined, { signal })
    await ask(base, { ...asking, headers: id === undefined ? {} : { 'Last-Event-ID': id } }, signal)
  },
}

/** Posts what it wants to be said. */
const helpDesk: Application = {
  firstMs: 3_000,
  restMs: 45_000,
  once: (base, _round, signal) =>
    ask(
      base,
      {
        path: '/events/echo',
        agent: 'help-desk/0.9',
        headers: { 'Content-Type': 'text/plain' },
        body: 'Your parcel has left the harbour and will be with you tomorrow before noon.',
      },
      signal,
    ),
}

/** Goes away half way. */
const pocketChat: Application = {
  firstMs: 4_000,
  restMs: 75_000,
  once: (base, _round, signal) => {
    const query = new URLSearchParams({ prompt: 'How do I bake a good sourdough loaf?' })
    return ask(base, { path: `/chat?${query}`, agent: 'pocket-chat/3.0', pieces: 60 }, signal)
  },
}

/** Takes nothing for a while of what comes all at once; the system keeps for it what it can. */
const wallDisplay: Application = {
  firstMs: 6_000,
  restMs: 120_000,
  once: (base, _round, signal) =>
    ask(
      base,
      { path: '/events/ticker?fault=burst', agent: 'wall-display/1.0', pauseMs: 20_000, pieces: 2_000 },
      signal,
    ),
}

const applications = [storyTablet, studyCards, helpDesk, pocketChat, wallDisplay]

/** Starts them on the backend that `base` leads to; the returned function ends them all. */
export function startApplications(base: string): () => void {
  const ending = new AbortController()
  const { signal } = ending
  const live = async ({ firstMs, restMs, once }: Application) => {
    await wait(firstMs, undefined, { signal })
    for (let round = 1; ; round++) {
      await once(base, round, signal)
      await wait(restMs, undefined, { signal })
    }
  }
  for (const application of applications) live(application).catch(() => {})
  return () => ending.abort()
}
