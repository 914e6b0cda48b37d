// Removes a server, after a second button that says what is lost.

import { type ReactElement, useState } from 'react'
import type { Server } from '../../core/contract/server.ts'
import { useDesk } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'
import { Button } from '../ui/button.tsx'

/** The button and its confirmation. */
export function RemoveServer({
  server,
  onRemoved,
}: {
  readonly server: Server
  readonly onRemoved: () => void
}): ReactElement {
  const { client } = useDesk()
  const [asked, setAsked] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function remove(): Promise<void> {
    try {
      await client.call('servers.remove', { id: server.id })
      onRemoved()
    } catch (thrown) {
      setProblem(errorMessage(thrown))
    }
  }

  if (problem !== null) return <p className="text-bad text-small">{problem}</p>
  if (!asked) {
    return (
      <Button variant="quiet" onClick={() => setAsked(true)}>
        Remove…
      </Button>
    )
  }
  return (
    <>
      <Button variant="danger" onClick={remove}>
        Remove it with its credentials
      </Button>
      <Button variant="quiet" onClick={() => setAsked(false)}>
        Keep it
      </Button>
    </>
  )
}
