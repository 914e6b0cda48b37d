// Removals that can still be undone: what the window knows of them. What makes and ends them is loaded with the first one.

import { createStore } from 'zustand/vanilla'
import type { RunSummary } from '../../core/run/run.ts'

export type Removal = {
  readonly id: number
  readonly runs: readonly RunSummary[]
  /** `waits` until `endsAt` (epoch ms), `held` with this much time left, then it is being done. */
  readonly phase:
    | { readonly state: 'waits'; readonly endsAt: number }
    | { readonly state: 'held'; readonly leftMs: number }
    | { readonly state: 'removing' }
}

/** The removals of a window, oldest first. */
export function createRemovalStore() {
  return createStore<readonly Removal[]>(() => [])
}
