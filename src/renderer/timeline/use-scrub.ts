// How components access the scrubber, with narrow selectors, so that a moving playhead redraws only what shows it.

import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Instant } from '../../core/figures/instant.ts'
import { useDesk } from '../desk/desk-context.ts'
import type { ScrubState } from '../desk/scrub.ts'

/** Selects from the state of the scrubber; compared one level deep. */
export function useScrub<T>(select: (state: ScrubState) => T): T {
  return useStore(useDesk().scrub.store, useShallow(select))
}

/** The run `run` as it was at the playhead; null while it is shown as it is now, and before the answer. */
export function useInstant(run: number): Instant | null {
  return useScrub((state) => (state.run === run ? state.instant : null))
}
