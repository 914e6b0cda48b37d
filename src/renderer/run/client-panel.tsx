// The second connection of a tapped run, from Runlight to the application that asked, in a line of its own below the job and the
// server's connection: it is never shown as a part of either.

import type { ReactElement } from 'react'
import { clientLabel, clientWhole } from '../../core/run/client-name.ts'
import { clientDetail, clientWords, formatSlowInAll, formatUnrecorded } from '../../core/run/client-words.ts'
import type { Tapped } from '../../core/run/tapped.ts'
import { notKnown } from '../../core/run/words.ts'
import { useNow } from '../desk/desk-context.ts'
import { useIsClientKnown } from '../desk/use-is-client-known.ts'
import { ClientGlyph } from '../ui/client-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { DotLine } from '../ui/dot-line.tsx'
import { formatTime } from '../ui/format-time.ts'
import { tipText } from '../ui/tip.ts'
import { clientTone, toneInk } from '../ui/tones.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** Stands in place of amounts while the run is shown as it was. */
const pastDetail = 'how much it had been handed then is not kept'

/** The line. `past`: the run is shown as it was; of its client then, no more is kept than since when it is as it is. */
export function ClientPanel({
  tapped,
  past,
}: {
  readonly tapped: Tapped
  readonly past: boolean
}): ReactElement {
  const { client } = tapped
  const now = useNow()
  const known = useIsClientKnown(client, past)
  const state = known ? client.state : 'unknown'
  const details = [clientDetail(client, formatTime), formatSlowInAll(client, now), formatUnrecorded(tapped)]
  const parts = past ? [pastDetail] : known ? details.filter((part) => part !== null) : []
  return (
    <section
      aria-label="Client"
      className="flex h-8 min-w-0 items-center gap-1.5 border-line border-t px-5 text-small tabular-nums @max-[560px]/page:h-6 @max-[400px]/page:px-3"
    >
      <h3 className="mr-1 shrink-0 text-ink-3 text-tiny @max-[760px]/page:sr-only">Client</h3>
      <ClientGlyph state={state} />
      <span className={cx('shrink-0 font-semibold', toneInk[clientTone[state]])}>
        {known ? clientWords[state] : notKnown}
      </span>
      <span
        {...{ [tipText]: clientWhole(client) }}
        className="min-w-12 max-w-1/2 shrink-0 truncate @max-[400px]/page:shrink"
      >
        <UntrustedText text={clientLabel(client)} />
      </span>
      <DotLine parts={parts} className="selectable ml-1 text-ink-2" />
    </section>
  )
}
