// The desktop around the window, as far as this host has one and this system lets it: what closing the window means, start
// at login, and staying awake. What cannot be chosen here says why.

import { type ReactElement, useEffect, useState } from 'react'
import { formatCount } from '../../core/basics/quantities.ts'
import type { DeskState } from '../../core/contract/calls/desk.ts'
import type { AppSettings } from '../../core/contract/settings.ts'
import { useDesk, useLive } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'
import { Button } from '../ui/button.tsx'
import { PageCard, PageLine } from '../ui/page.tsx'
import { Segments } from '../ui/segments.tsx'

type Desktop = AppSettings['desktop']

const closings: readonly (readonly [Desktop['closing'], string])[] = [
  ['ask', 'Ask'],
  ['stay', 'Keep watching'],
  ['end', 'Quit Runlight'],
]
const fixedClosing = {
  stays: 'Runlight keeps watching, as apps of this system do.',
  ends: 'Runlight quits: this desktop shows no tray in which a hidden window could be found again.',
} as const

/** The choices. */
export function DesktopSettings(): ReactElement {
  const { actions, client, notices } = useDesk()
  const hubs = useLive((state) => state.settings.hubs)
  const settings = useLive((state) => state.settings.desktop)
  const [state, setState] = useState<DeskState | null>(null)

  const attempt = async (action: () => Promise<unknown>) => {
    try {
      await action()
    } catch (thrown) {
      notices.show(errorMessage(thrown), 'bad')
    }
  }
  useEffect(() => {
    let isGone = false
    client.call('desk.state', {}).then(
      (found) => isGone || setState(found),
      (thrown) => isGone || notices.show(errorMessage(thrown), 'bad'),
    )
    return () => {
      isGone = true
    }
  }, [client, notices])
  const change = (part: Partial<Desktop>) =>
    attempt(() => client.call('settings.set', { desktop: { ...settings, ...part } }))

  return (
    <PageCard>
      <PageLine label="Closing the window" help="Watching goes on in the tray">
        {state?.closing === 'as-set' ? (
          <Segments
            label="Closing the window"
            segments={closings.map(([closing, words]) => ({
              words,
              chosen: settings.closing === closing,
              choose: () => void change({ closing }),
            }))}
          />
        ) : (
          <p className="text-ink-2">{state === null ? 'Asking the system…' : fixedClosing[state.closing]}</p>
        )}
      </PageLine>
      <PageLine label="Notifications" help="Of alerts whose rule says so">
        <p className="text-ink-2">
          {state === null
            ? 'Asking the system…'
            : state.notifies
              ? 'Shown by the system, also while the window is hidden. Its settings have their sounds and quiet hours.'
              : 'The system shows none. Look whether notifications are allowed for Runlight.'}
        </p>
      </PageLine>
      <PageLine label="Places" help="Hubs that are opened beside this computer">
        <Button onClick={() => actions.openDialog({ type: 'places' })}>
          {hubs.length === 0 ? 'Add a hub…' : `Edit ${formatCount(hubs.length, 'hub')}…`}
        </Button>
      </PageLine>
      <PageLine label="Start at login" help="In the tray, where there is one">
        {state === null || state.startsAtLogin === null ? (
          <p className="text-ink-2">
            {state === null ? 'Asking the system…' : 'Only an installed Runlight can be started at login.'}
          </p>
        ) : (
          <OffOn
            label="Start at login"
            on={state.startsAtLogin}
            choose={(on) =>
              void attempt(async () => setState(await client.call('desk.startAtLogin', { on })))
            }
          />
        )}
      </PageLine>
      <PageLine label="Stay awake while runs are live" help="The screen may go dark all the same">
        <OffOn
          label="Stay awake while runs are live"
          on={settings.stayAwake}
          choose={(stayAwake) => void change({ stayAwake })}
        />
      </PageLine>
    </PageCard>
  )
}

function OffOn({
  label,
  on,
  choose,
}: {
  readonly label: string
  readonly on: boolean
  readonly choose: (on: boolean) => void
}): ReactElement {
  return (
    <Segments
      label={label}
      segments={[
        { words: 'Off', chosen: !on, choose: () => choose(false) },
        { words: 'On', chosen: on, choose: () => choose(true) },
      ]}
    />
  )
}
