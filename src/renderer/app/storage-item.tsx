// The sidebar's link to the storage page; it says while a task runs there.

import { HardDrive } from 'lucide-react'
import type { ReactElement } from 'react'
import { useDesk, useLive, useView } from '../desk/desk-context.ts'
import { SidebarItem } from '../ui/sidebar-item.tsx'
import { SidebarSection } from '../ui/sidebar-section.tsx'

/** The entry “Storage”. */
export function StorageItem(): ReactElement {
  const { actions } = useDesk()
  const chosen = useView((state) => state.page === 'storage')
  const busy = useLive((state) => (state.storage?.tasks.length ?? 0) > 0)
  return (
    <SidebarSection title="Log">
      <SidebarItem
        sign={<HardDrive aria-hidden="true" size={15} />}
        count={busy ? 'working' : null}
        chosen={chosen}
        onClick={() => actions.showPage('storage')}
      >
        Storage
      </SidebarItem>
    </SidebarSection>
  )
}
