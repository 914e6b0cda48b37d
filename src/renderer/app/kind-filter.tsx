// The kinds that have runs, with as many as a click shows of the chosen view and server; a second click shows all again.

import type { ReactElement } from 'react'
import { useDesk, useKind, useLive, useView } from '../desk/desk-context.ts'
import { kindsOf, tallies } from '../store/tallies.ts'
import { KindIcon } from '../ui/kind-icon.tsx'
import { SidebarItem } from '../ui/sidebar-item.tsx'
import { SidebarSection } from '../ui/sidebar-section.tsx'

/** The filter by kind; nothing while there is no run. */
export function KindFilter(): ReactElement | null {
  const ids = useLive((state) => kindsOf(state.board))
  if (ids.length === 0) return null
  return (
    <SidebarSection title="Kinds">
      <div className="flex flex-col gap-px">
        {ids.map((kind) => (
          <KindItem key={kind} id={kind} />
        ))}
      </div>
    </SidebarSection>
  )
}

function KindItem({ id }: { readonly id: string }): ReactElement {
  const { view } = useDesk()
  const kind = useKind(id)
  const chosen = useView((state) => state.kind === id)
  const { shown, server } = useView((state) => ({ shown: state.view, server: state.server }))
  const count = useLive((state) => tallies(state.board, { kind: id, server })[shown])
  return (
    <SidebarItem
      sign={<KindIcon name={kind?.icon ?? ''} />}
      count={count}
      chosen={chosen}
      onClick={() => view.setState({ kind: chosen ? null : id })}
    >
      {kind?.label ?? id}
    </SidebarItem>
  )
}
