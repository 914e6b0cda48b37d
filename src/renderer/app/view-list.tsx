// The four views of the board with their counts.

import { CircleCheck, Inbox, Radio, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import { useDesk, useLive, useView } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { tallies } from '../store/tallies.ts'
import { type View, viewLabels, views } from '../store/view-store.ts'
import { SidebarItem } from '../ui/sidebar-item.tsx'

const icons = {
  all: Inbox,
  live: Radio,
  'needs-me': TriangleAlert,
  finished: CircleCheck,
} as const satisfies Record<View, unknown>

/** The views, first in the sidebar. */
export function ViewList(): ReactElement {
  const { actions } = useDesk()
  const counts = useLive((state) => tallies(state.runs.values()))
  const chosen = useView((state) => (state.page === 'board' ? state.view : null))
  return (
    <section aria-label="Views" className="flex flex-col gap-px">
      {views.map((view) => {
        const Icon = icons[view]
        const isAlarm = view === 'needs-me' && counts[view] > 0
        return (
          <SidebarItem
            key={view}
            sign={<Icon aria-hidden="true" size={15} className={isAlarm ? 'text-warn' : undefined} />}
            count={isAlarm ? <span className="text-warn">{counts[view]}</span> : counts[view]}
            chosen={view === chosen}
            onClick={() => actions.showView(view)}
            title={`${viewLabels[view]} (key ${hintOf(`view-${view}`)})`}
          >
            {viewLabels[view]}
          </SidebarItem>
        )
      })}
    </section>
  )
}
