// What the gate's thread and the engine's say to each other: plain data.

import type { TapClientNews, TapEnd, TapHead, TapListen, TapRequest, TapTarget } from '../../engine/index.ts'

export type ThreadData = {
  readonly listen: TapListen
  readonly streamTypes: readonly string[]
  readonly keptBody: number
}

/** One thing that happened to exchange `id`. */
export type News =
  | { readonly kind: 'request'; readonly id: number; readonly request: TapRequest }
  | { readonly kind: 'sent'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'asked'; readonly id: number; readonly bytes: number }
  | { readonly kind: 'answered'; readonly id: number; readonly head: TapHead }
  | { readonly kind: 'received'; readonly id: number; readonly bytes: Uint8Array; readonly lost: number }
  | { readonly kind: 'ended'; readonly id: number; readonly end: TapEnd; readonly lost: number }
  | { readonly kind: 'client'; readonly id: number; readonly news: TapClientNews }
  | {
      readonly kind: 'refused'
      readonly target: string | null
      readonly status: number
      readonly cause: string
    }

export type FromThread =
  | { readonly type: 'open'; readonly address: string }
  | { readonly type: 'shut'; readonly code: string; readonly message: string }
  | { readonly type: 'news'; readonly news: readonly News[] }
  | { readonly type: 'closed' }

export type ToThread =
  | { readonly type: 'targets'; readonly targets: readonly TapTarget[] }
  | { readonly type: 'uid'; readonly id: number; readonly uid: string }
  | { readonly type: 'skip'; readonly id: number }
  /** Bytes of answers that were worked off, by exchange, and of requests that were heard, of all together. */
  | {
      readonly type: 'taken'
      readonly taken: readonly (readonly [id: number, bytes: number])[]
      readonly heard: number
    }
  | { readonly type: 'close' }
