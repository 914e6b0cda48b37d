// The four views of the board with their counts, within the chosen kind and server: as many as a click shows.

import { CircleAlert, CircleCheck, Inbox, Radio } from 'lucide-react'
import type { ReactElement } from 'react'
import { useFrame, useLive, useView } from '../desk/frame-context.ts'
import { frameHint } from '../desk/frame-shortcuts.ts'
import { tallies } from '../store/tallies.ts'
import { mainViews, viewLabels } from '../store/view-store.ts'
import { SidebarItem } from '../ui/sidebar-item.tsx'

const icons = {
  all: Inbox,
  live: Radio,
  'needs-me': CircleAlert,
  finished: CircleCheck,
} as const satisfies Record<(typeof mainViews)[number], unknown>

/** The views, first in the sidebar. */
export function ViewList(): ReactElement {
  const { actions } = useFrame()
  const within = useView(({ kind, server }) => ({ kind, server }))
  const counts = useLive((state) => tallies(state.board, within))
  const link = useLive((state) => state.link.state)
  const chosen = useView((state) => (state.page === 'board' ? state.view : null))
  return (
    <section aria-label="Views" className="flex flex-col gap-px">
      {mainViews.map((view) => {
        const Icon = icons[view]
        const isAlarm = view === 'needs-me' && counts[view] > 0
        // A connection of which nobody knows is not called live, and before the first answer nothing is known.
        const isUnknown = view === 'live' && link === 'lost'
        const count = isUnknown ? '–' : link === 'starting' ? '' : counts[view].toLocaleString('en-US')
        return (
          <SidebarItem
            key={view}
            sign={<Icon aria-hidden="true" size={15} className={isAlarm ? 'text-warn' : undefined} />}
            count={isAlarm ? <span className="text-warn">{count}</span> : count}
            chosen={view === chosen}
            onClick={() => actions.showView(view)}
            title={`${viewLabels[view]} (key ${frameHint(`view-${view}`)})`}
          >
            {viewLabels[view]}
          </SidebarItem>
        )
      })}
    </section>
  )
}
