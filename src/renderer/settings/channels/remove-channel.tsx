// Removes a channel, after a second button that says what is lost.

import { type ReactElement, useState } from 'react'
import type { Channel } from '../../../core/alerts/channel.ts'
import { useDesk } from '../../desk/desk-context.ts'
import { errorMessage } from '../../store/client.ts'
import { Button } from '../../ui/button.tsx'

/** The button and its confirmation. */
export function RemoveChannel({
  channel,
  onRemoved,
}: {
  readonly channel: Channel
  readonly onRemoved: () => void
}): ReactElement {
  const { client } = useDesk()
  const [asked, setAsked] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function remove(): Promise<void> {
    setProblem(null)
    try {
      await client.call('channels.remove', { id: channel.id })
      onRemoved()
    } catch (thrown) {
      setProblem(errorMessage(thrown))
    }
  }

  const leave = () => {
    setAsked(false)
    setProblem(null)
  }
  if (!asked)
    return (
      <Button variant="quiet" onClick={() => setAsked(true)}>
        Remove…
      </Button>
    )
  return (
    <>
      <Button variant="danger" onClick={remove}>
        {channel.waiting > 0 ? `Remove it with ${channel.waiting} waiting` : 'Remove it'}
      </Button>
      <Button variant="quiet" onClick={leave}>
        Keep it
      </Button>
      {problem !== null && (
        <p role="alert" className="w-full text-bad text-small">
          {problem}
        </p>
      )}
    </>
  )
}
