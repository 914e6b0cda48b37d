// What the events of a row of joined ones say together. It is asked for when it is shown, and again when the row has grown.

import { type ReactElement, useEffect, useState } from 'react'
import { useDesk } from '../../desk/desk-context.ts'
import { errorMessage } from '../../store/client.ts'
import { UntrustedSpans } from '../../ui/untrusted-text.tsx'

export type Joined = { readonly text: string; readonly whole: boolean; readonly problem: string | null }

/** The text of events `from` to `to`; null before the first answer, and with `to` null. */
export function useJoinedText(run: number, from: number, to: number | null): Joined | null {
  const { client } = useDesk()
  const [held, setHeld] = useState<(Joined & { readonly from: number }) | null>(null)
  useEffect(() => {
    if (to === null) return
    let stopped = false
    client.call('log.text', { run, from, to }).then(
      (answer) => !stopped && setHeld({ ...answer, problem: null, from }),
      (thrown) => !stopped && setHeld({ text: '', whole: true, problem: errorMessage(thrown), from }),
    )
    return () => {
      stopped = true
    }
  }, [client, run, from, to])
  return to !== null && held?.from === from ? held : null
}

/** The text as the panel shows it. */
export function JoinedText({ joined }: { readonly joined: Joined | null }): ReactElement {
  if (joined === null) return <p className="animate-late text-ink-3">Reading the events…</p>
  if (joined.problem !== null) return <p className="text-warn">{joined.problem}</p>
  return (
    <>
      <p dir="auto" className="selectable max-w-160 whitespace-pre-wrap [overflow-wrap:anywhere]">
        <UntrustedSpans text={joined.text} />
      </p>
      {!joined.whole && (
        <p className="mt-3 text-small text-warn">
          The first {joined.text.length.toLocaleString('en-US')} characters are shown.
        </p>
      )}
    </>
  )
}
