// Keeps the moment in the view, which is in the URL and in links, and the playhead in step: a restored or linked moment
// moves the playhead, and a playhead that rests is told to the view. A run that is left is shown as it is now again.

import type { LiveStore } from '../store/live-store.ts'
import type { ViewStore } from '../store/view-store.ts'
import type { Scrub, ScrubState } from './scrub.ts'

type Deps = { readonly view: ViewStore; readonly live: LiveStore; readonly scrub: Scrub }

/** While the playhead is dragged, the URL waits this long, ms: browsers limit how often it may change. */
const restMs = 250

/** Starts keeping both in step; returns what stops that. */
export function syncMoment({ view, live, scrub }: Deps): () => void {
  /** The moment that both have. */
  let told: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Shows the open run at the view's moment; before the runs are known, later. */
  const show = () => {
    const { open, moment } = view.getState()
    const run = open === null ? undefined : live.getState().runs.get(open)
    if (run === undefined || moment === null || moment === told) return
    told = moment
    scrub.lookAt(run.id, run.events, moment)
  }

  const stopView = view.subscribe(({ open, moment }) => {
    const looked = scrub.store.getState().run
    if (looked !== null && looked !== open) scrub.toNow()
    if (moment === told) return
    if (moment === null) {
      told = null
      scrub.toNow()
    } else show()
  })
  const stopLive = live.subscribe((state, before) => {
    if (state.runs !== before.runs) show()
  })
  const stopScrub = scrub.store.subscribe((state) => {
    clearTimeout(timer)
    if (state.playing) return
    timer = setTimeout(() => {
      const moment = momentOf(state)
      if (moment === told) return
      // A moment of the URL whose run is not known yet is not the playhead's to take away.
      if (moment === null && told === null) return
      told = moment
      view.setState({ moment })
    }, restMs)
  })
  show()
  return () => {
    clearTimeout(timer)
    stopView()
    stopLive()
    stopScrub()
  }
}

function momentOf({ head }: ScrubState): number | null {
  return head === null ? null : Math.round(head.at)
}
