// Notes while someone is here, and reads what happened meanwhile when someone is back: after the window was hidden or without
// focus, when the host says so (a computer that slept or was locked), and when it starts.

import { useEffect, useState } from 'react'
import type { Digest } from '../../core/alerts/digest.ts'
import { isHostMessage } from '../../core/contract/host-message.ts'
import { useDesk } from '../desk/desk-context.ts'
import { createAbsence, noteEveryMs, wasAway } from './absence.ts'

/** Kept until the panel is dismissed, so that a reload or a look at the wall loses nothing. Epoch ms. */
const pendingName = 'runlight-away-since'

/** What happened while nobody was here, until it is dismissed; null where nothing did. */
export function useAway(): { readonly digest: Digest | null; readonly dismiss: () => void } {
  const { client } = useDesk()
  const [digest, setDigest] = useState<Digest | null>(null)

  useEffect(() => {
    let stopped = false
    let hasBegun = false
    const isHere = () => document.visibilityState === 'visible' && document.hasFocus()
    const absence = createAbsence(isHere(), Date.now())

    /** An engine that cannot be reached is told of by the window itself. */
    const note = () => client.call('digest.seen', {}).catch(() => ({ before: null }))
    const tell = async (since: number) => {
      const from = Math.min(since, pendingSince() ?? since)
      const read = await client.call('digest.read', { since: from, until: null }).catch(() => null)
      if (stopped || read === null || read.entries.length === 0) return
      sessionStorage.setItem(pendingName, String(from))
      setDigest(read)
    }
    const begin = async () => {
      hasBegun = true
      const { before } = await note()
      const since = before !== null && wasAway(before, Date.now()) ? before : pendingSince()
      if (!stopped && since !== null) await tell(since)
    }
    const look = () => {
      const since = absence.looks(isHere(), Date.now())
      if (!isHere()) return
      if (!hasBegun) return void begin()
      if (since !== null) void tell(since)
      void note()
    }

    if (isHere()) void begin()
    const stopHost = client.onHost((message) => {
      if (isHostMessage(message) && message.host === 'back') void tell(message.since)
    })
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

  const dismiss = () => {
    sessionStorage.removeItem(pendingName)
    setDigest(null)
  }
  return { digest, dismiss }
}

function pendingSince(): number | null {
  const since = Number(sessionStorage.getItem(pendingName) ?? Number.NaN)
  return Number.isFinite(since) ? since : null
}
