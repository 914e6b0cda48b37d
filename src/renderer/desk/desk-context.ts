// How components reach the desk: one context, and hooks that select narrowly, so that a component is drawn again only when
// what it selected has changed.

import { createContext, use, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { KindInfo } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { LiveState } from '../store/live-store.ts'
import type { ViewState } from '../store/view-store.ts'
import type { Desk } from './desk.ts'

export const DeskContext = createContext<Desk | null>(null)

/** The desk of this window. Throws outside of it. */
export function useDesk(): Desk {
  const desk = use(DeskContext)
  if (desk === null) throw new Error('This component stands outside of the desk.')
  return desk
}

/** What the engine said, narrowed by `select`; compared one level deep. */
export function useLive<T>(select: (state: LiveState) => T): T {
  return useStore(useDesk().live, useShallow(select))
}

/** What the person looks at, narrowed by `select`; compared one level deep. */
export function useView<T>(select: (state: ViewState) => T): T {
  return useStore(useDesk().view, useShallow(select))
}

/** The run `id`, or undefined once it was removed. */
export function useRun(id: number): RunSummary | undefined {
  return useStore(useDesk().live, (state) => state.runs.get(id))
}

/** The kind `id` as the engine declares it; undefined until the kinds are known. */
export function useKind(id: string): KindInfo | undefined {
  return useStore(useDesk().live, (state) => state.kinds.find((kind) => kind.id === id))
}

/** The time that everything within goes by instead of the clock's: for a run shown as it was. */
export const FixedNow = createContext<number | null>(null)

/**
 * The time of the last tick, epoch ms: draws its component again every second. Within a `FixedNow` that time, and no tick.
 * For leaves only.
 */
export function useNow(): number {
  const { clock } = useDesk()
  const fixed = use(FixedNow)
  return useSyncExternalStore(fixed === null ? clock.subscribe : never, () => fixed ?? clock.now())
}

function never(): () => void {
  return () => {}
}
