// A form that asks the engine: what it is busy with, and why the engine refused.

import { useState } from 'react'
import { errorMessage, problemsOf } from '../store/client.ts'

export type Asking<W extends string> = {
  readonly busy: W | null
  readonly refusal: string | null
  /** The engine's problems by field. */
  readonly refused: Readonly<Record<string, string>>
  /** Forgets the refusal: the form says something else now. */
  readonly forget: () => void
  /** Does `act` as `what`, unless it is busy; a refusal is kept. */
  readonly ask: (what: W, act: () => Promise<void>) => Promise<void>
}

/** The state of one form; `W` names what it asks for. */
export function useAsking<W extends string>(): Asking<W> {
  const [busy, setBusy] = useState<W | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({})
  return {
    busy,
    refusal,
    refused,
    forget: () => {
      setRefusal(null)
      setRefused({})
    },
    ask: async (what, act) => {
      if (busy !== null) return
      setBusy(what)
      setRefusal(null)
      try {
        await act()
      } catch (thrown) {
        setRefusal(errorMessage(thrown))
        setRefused(problemsOf(thrown))
      }
      setBusy(null)
    },
  }
}
