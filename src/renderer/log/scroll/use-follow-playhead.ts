// While a run is looked at as it was, the log goes where the playhead is; back at the present it is as it was before.

import { useEffect, useRef } from 'react'
import { useScrub } from '../../timeline/use-scrub.ts'
import type { Target } from './use-go-to-event.ts'
import type { VirtualScroll } from './use-virtual-scroll.ts'

type Deps = {
  readonly run: number
  readonly scroll: VirtualScroll
  readonly go: (target: Target | null) => void
}

/** The event at the playhead of `deps.run`, 0 before the first; null at the present. Scrolls to it. */
export function useFollowPlayhead({ run, scroll, go }: Deps): number | null {
  const past = useScrub((state) => (state.run === run ? (state.instant?.seq ?? null) : null))
  const latest = useRef({ scroll, go })
  latest.current = { scroll, go }
  const wasFollowing = useRef(false)
  const before = useRef<number | null>(null)
  useEffect(() => {
    const { scroll, go } = latest.current
    if (past !== null) {
      if (before.current === null) wasFollowing.current = scroll.following
      scroll.stopFollowing()
      go({ seq: Math.max(1, past), how: 'middle', hidden: 'nearest' })
    } else if (before.current !== null && wasFollowing.current) {
      go(null)
      scroll.toEnd()
    }
    before.current = past
  }, [past])
  return past
}
