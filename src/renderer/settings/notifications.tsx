// Notifications and sound of this browser, where the page itself tells of alerts. The browser is asked for its permission
// only when the button is pressed; where it says no, what to do is said.

import { type ReactElement, useEffect, useState } from 'react'
import {
  askPermission,
  choose,
  isOn,
  onPermission,
  type Permission,
  permissionNow,
  type Way,
} from '../telling/browser-choices.ts'
import { showPageNote } from '../telling/page-notes.ts'
import { Button } from '../ui/button.tsx'
import { PageCard, PageLine } from '../ui/page.tsx'
import { Segments } from '../ui/segments.tsx'

const refusals: Readonly<Record<Exclude<Permission, 'allowed' | 'ask'>, string>> = {
  denied:
    'This browser was told not to show any. Open what it knows of this address, at the left of the address bar, allow notifications there, and load the page again.',
  insecure:
    'Browsers show notifications only for secure addresses. Open Runlight by http://localhost or through https.',
  missing:
    'This browser has no notifications. The title and the icon of the tab have the number all the same.',
}

/** The choices. */
export function NotificationSettings(): ReactElement {
  const [permission, setPermission] = useState(permissionNow)
  useEffect(() => onPermission(() => setPermission(permissionNow())), [])
  return (
    <PageCard>
      <PageLine label="Notifications" help="Of alerts whose rule says so">
        {permission === 'ask' ? (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <Button onClick={() => void askPermission().then(setPermission)}>Allow notifications…</Button>
            <p className="text-ink-2">
              The browser asks you once. They come while this tab is open, seen or not.
            </p>
          </div>
        ) : permission === 'allowed' ? (
          <div className="flex flex-wrap items-center gap-3">
            <OffOn way="notify" label="Notifications" />
            <Button variant="quiet" onClick={showOne}>
              Show one
            </Button>
          </div>
        ) : (
          <p className="text-ink-2">{refusals[permission]}</p>
        )}
      </PageLine>
      <PageLine label="Sound" help="Two tones, the graver the higher">
        <OffOn way="sound" label="Sound" />
      </PageLine>
    </PageCard>
  )
}

function OffOn({ way, label }: { readonly way: Way; readonly label: string }): ReactElement {
  const [on, setOn] = useState(() => isOn(way))
  return (
    <Segments
      label={label}
      segments={[false, true].map((next) => ({
        words: next ? 'On' : 'Off',
        chosen: on === next,
        choose: () => {
          choose(way, next)
          setOn(next)
        },
      }))}
    />
  )
}

function showOne(): void {
  const title = 'Runlight tells you here'
  const body = 'Alerts look like this. A click opens the run at that moment.'
  const never = () => {}
  showPageNote(
    { title, body, severity: 'warning', sound: true, buttons: false },
    { click: never, snooze: never },
    'trial',
  )
}
