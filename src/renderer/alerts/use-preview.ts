// What a rule would have done, asked of the engine while the rule is edited, until all of the past was looked at.

import { useEffect, useState } from 'react'
import type { Preview } from '../../core/alerts/preview.ts'
import type { RuleDraft } from '../../core/alerts/rule.ts'
import { useDesk } from '../desk/desk-context.ts'
import { errorMessage } from '../store/client.ts'

/** Typing goes on for less than this between two keys. */
const settleMs = 350
const againMs = 50

export type Previewed = {
  /** Null until the first answer about the rule as it is now. */
  readonly preview: Preview | null
  readonly problem: string | null
}

const nothing: Previewed = { preview: null, problem: null }

/** The preview of `draft`; nothing while there is none. */
export function usePreview(draft: RuleDraft | null): Previewed {
  const { client } = useDesk()
  const key = draft === null ? null : JSON.stringify(asked(draft))
  const [held, setHeld] = useState<Previewed & { readonly key: string | null }>({ ...nothing, key: null })
  useEffect(() => {
    if (key === null) return
    let stopped = false
    let timer = setTimeout(ask, settleMs)
    async function ask(): Promise<void> {
      try {
        const preview = await client.call('alerts.preview', { rule: JSON.parse(key ?? '') })
        if (stopped) return
        setHeld({ key, preview, problem: null })
        if (preview.part < 1) timer = setTimeout(ask, againMs)
      } catch (thrown) {
        if (!stopped) setHeld({ key, preview: null, problem: errorMessage(thrown) })
      }
    }
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [client, key])
  return held.key === key ? held : nothing
}

/** What of a rule decides when it fires; what else is changed asks nothing anew. */
function asked(draft: RuleDraft): RuleDraft {
  const tell = { desktop: false, sound: false, channels: [] }
  return { ...draft, name: null, enabled: true, severity: 'warning', quiet: null, until: null, tell }
}
