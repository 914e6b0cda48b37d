// Notes while someone is here, and reads what happened meanwhile when someone is back: after the window was hidden or without
// focus, when the host says so (a computer that slept or was locked), and when it starts.

import { useEffect, useState } from 'react'
import type { Digest } from '../../core/alerts/digest.ts'
import { isHostMessage } from '../../core/contract/host-message.ts'
import { useDesk } from '../desk/desk-context.ts'
import { createAbsence, noteEveryMs, wasAway } from './absence.ts'

/** What happened while nobody was here, until it is dismissed; null where nothing did. */
export function useAway(): { readonly digest: Digest | null; readonly dismiss: () => void } {
  const { client } = useDesk()
  const [digest, setDigest] = useState<Digest | null>(null)

  useEffect(() => {
    let stopped = false
    const isHere = () => document.visibilityState === 'visible' && document.hasFocus()
    const absence = createAbsence(isHere(), Date.now())

    /** An engine that cannot be reached is told of by the window itself. */
    const note = () => client.call('digest.seen', {}).catch(() => ({ before: null }))
    const tell = async (since: number) => {
      const read = await client.call('digest.read', { since, until: null }).catch(() => null)
      if (!stopped && read !== null && read.entries.length > 0) setDigest(read)
    }
    const look = () => {
      const since = absence.looks(isHere(), Date.now())
      if (since !== null) void tell(since)
      if (isHere()) void note()
    }
    const begin = async () => {
      const { before } = await note()
      if (!stopped && before !== null && wasAway(before, Date.now())) await tell(before)
    }

    const stopHost = client.onHost((message) => {
      if (isHostMessage(message) && message.host === 'back') void tell(message.since)
    })
    void begin()
    const timer = setInterval(() => {
      if (isHere()) void note()
    }, noteEveryMs)
    document.addEventListener('visibilitychange', look)
    window.addEventListener('focus', look)
    window.addEventListener('blur', look)
    return () => {
      stopped = true
      stopHost()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('focus', look)
      window.removeEventListener('blur', look)
    }
  }, [client])

  return { digest, dismiss: () => setDigest(null) }
}
