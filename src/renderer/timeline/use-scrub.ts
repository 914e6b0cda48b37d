// How components reach the scrubber: each hook selects narrowly, so that a moving playhead draws only what shows it.

import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Instant } from '../../core/figures/instant.ts'
import { useDesk } from '../desk/desk-context.ts'
import type { ScrubState } from '../desk/scrub.ts'

/** A part of the scrubber's state. */
export function useScrub<T>(select: (state: ScrubState) => T): T {
  return useStore(useDesk().scrub.store, useShallow(select))
}

/** The run `run` as it was where the playhead stands; null while it is shown as it is now, or not yet answered. */
export function useInstant(run: number): Instant | null {
  return useScrub((state) => (state.run === run ? state.instant : null))
}
