// The sidebar's link to the alerts, with the number of those that need someone.

import { Bell, BellOff } from 'lucide-react'
import type { ReactElement } from 'react'
import { needingCount } from '../desk/alert-board.ts'
import { useAlerts, useDesk, useView } from '../desk/desk-context.ts'
import { hintOf } from '../desk/keys.ts'
import { SidebarItem } from '../ui/sidebar-item.tsx'

/** The entry “Alerts”. */
export function AlertsItem(): ReactElement {
  const { actions } = useDesk()
  const chosen = useView((state) => state.page === 'alerts')
  const count = useAlerts(needingCount)
  const isMuted = useAlerts(({ snoozes }) => snoozes.some(({ what }) => what.type === 'all'))
  const Icon = isMuted ? BellOff : Bell
  const words = count === null ? 'Alerts' : `Alerts: ${count} need someone`
  return (
    <div className="mt-px">
      <SidebarItem
        sign={<Icon aria-hidden="true" size={15} className={count === null ? undefined : 'text-warn'} />}
        count={
          count === null ? (
            isMuted && 'muted'
          ) : (
            <span className="text-warn">
              {count}
              <span className="sr-only"> need someone</span>
            </span>
          )
        }
        chosen={chosen}
        onClick={() => actions.showAlerts({ show: 'alerts' })}
        title={`${words}${isMuted ? ', muted' : ''} (key ${hintOf('view-alerts')})`}
      >
        Alerts
      </SidebarItem>
    </div>
  )
}
