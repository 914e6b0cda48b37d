// How components access the desk, which a part of the first frame must not: it would load all of it (frame-context.ts).

import { createContext, use, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { KindInfo } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { type ConnectionState, isSettled } from '../../core/run/states.ts'
import type { AlertBoard } from './alert-board.ts'
import { type Desk, deskOf } from './desk.ts'
import { useFrame } from './frame-context.ts'

const minuteMs = 60_000

export { useLive, usePreferences, useView } from './frame-context.ts'

/** The desk of this window. Throws outside of it. */
export function useDesk(): Desk {
  return deskOf(useFrame())
}

/** Selects from the open alerts, the rules and what is snoozed; compared one level deep. */
export function useAlerts<T>(select: (state: AlertBoard) => T): T {
  return useStore(useDesk().alerts.store, useShallow(select))
}

/** The run `id`; undefined once it is removed. */
export function useRun(id: number): RunSummary | undefined {
  return useStore(useFrame().live, (state) => state.runs.get(id))
}

/**
 * Whether the engine answers, so that the state of `connection` is known to be so. What is settled stays so; a run shown as
 * it was (`FixedNow`) is known too.
 */
export function useIsKnown(connection: ConnectionState): boolean {
  const lost = useStore(useFrame().live, (state) => state.link.state === 'lost')
  const fixed = use(FixedNow)
  return !lost || fixed !== null || isSettled(connection)
}

/** The kind `id` as the engine declares it; undefined until the kinds are known. */
export function useKind(id: string): KindInfo | undefined {
  return useStore(useFrame().live, (state) => state.kinds.find((kind) => kind.id === id))
}

/** Replaces the clock for the components within: for a run shown as it was. Epoch ms. */
export const FixedNow = createContext<number | null>(null)

/**
 * The time of the last tick, epoch ms: draws its component again every second. Within `FixedNow` it is that time, without ticks.
 * Only for small components, because of the ticks; `useTimed` is for the many.
 */
export function useNow(): number {
  return useTimed((now) => now)
}

/**
 * What `read` makes of the time of the last tick: draws its component again only when that becomes another value, as an age
 * in minutes does once a minute.
 */
export function useTimed<T extends string | number | boolean | null>(read: (now: number) => T): T {
  const { clock } = useFrame()
  const fixed = use(FixedNow)
  return useSyncExternalStore(fixed === null ? clock.subscribe : never, () => read(fixed ?? clock.now()))
}

/** The begun minute, epoch ms: for what says a day or a minute, and is drawn too often for `useNow`. */
export function useMinute(): number {
  return useTimed((now) => Math.floor(now / minuteMs)) * minuteMs
}

function never(): () => void {
  return () => {}
}
