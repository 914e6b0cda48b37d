// Where alerts go: the channels, with a warning above them where one does not get through.

import { TriangleAlert } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import type { Channel } from '../../../core/alerts/channel.ts'
import { formatCount } from '../../../core/basics/quantities.ts'
import { useAlerts, useLive } from '../../desk/desk-context.ts'
import { Button } from '../../ui/button.tsx'
import { PageCard } from '../../ui/page.tsx'
import { ChannelDialog } from './channel-dialog.tsx'
import { ChannelRow } from './channel-row.tsx'

/** The list, and the way to a new one. */
export function Channels(): ReactElement {
  const known = useAlerts(({ channels, commands, commandsProblem }) => ({
    channels,
    commands,
    commandsProblem,
  }))
  const isKnown = useAlerts((state) => state.isKnown)
  const isLost = useLive((state) => state.link.state === 'lost')
  const [edited, setEdited] = useState<Channel | 'new' | null>(null)
  if (!isKnown)
    return (
      <PageCard>
        <p className="px-3.5 py-3 text-ink-2">
          {isLost ? 'The engine does not answer.' : 'Asking for the channels…'}
        </p>
      </PageCard>
    )
  const { channels } = known
  const failing = channels.filter(isFailing)
  return (
    <PageCard>
      {failing.length > 0 && (
        <p
          role="status"
          className="flex items-start gap-2 rounded-t-lg border-line border-b bg-bad/8 px-3.5 py-2.5 text-small"
        >
          <TriangleAlert aria-hidden="true" size={15} className="mt-px shrink-0 text-bad" />
          <span>
            {failing.length === 1
              ? 'One channel does not get through: alerts do not reach whoever relies on it.'
              : `${formatCount(failing.length, 'channel')} do not get through: alerts do not reach whoever relies on them.`}
          </span>
        </p>
      )}
      {channels.length === 0 && (
        <p className="px-3.5 py-3 text-ink-2">
          Alerts stay in Runlight and on this computer. A channel takes them further: to a chat, a phone, an
          incident, a service or a program of your own. Rules then choose it.
        </p>
      )}
      <ul aria-label="Channels">
        {channels.map((channel) => (
          <ChannelRow key={channel.id} channel={channel} onEdit={() => setEdited(channel)} />
        ))}
      </ul>
      <div className="border-line border-t px-3.5 py-2.5 first:border-t-0">
        <Button onClick={() => setEdited('new')}>Add a channel</Button>
      </div>
      {edited !== null && (
        <ChannelDialog
          channel={edited === 'new' ? null : edited}
          known={known}
          onClose={() => setEdited(null)}
        />
      )}
    </PageCard>
  )
}

function isFailing({ enabled, last, needsSecret }: Channel): boolean {
  return enabled && (needsSecret || last?.ok === false)
}
