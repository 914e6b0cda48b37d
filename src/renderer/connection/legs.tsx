// The two connections of a tapped run, one under the other: from its server to Runlight, and from Runlight to the application that
// asked. Each has its shape, its words and its cause, so that the fault of the one is never taken for the other's.

import type { ReactElement, ReactNode } from 'react'
import { clientWhole } from '../../core/run/client-name.ts'
import { clientLeg, clientWords, formatUnrecorded, type Leg, serverLeg } from '../../core/run/client-words.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { ConnectionState } from '../../core/run/states.ts'
import type { ClientState, Tapped } from '../../core/run/tapped.ts'
import { notKnown } from '../../core/run/words.ts'
import { useIsKnown, useNow } from '../desk/desk-context.ts'
import { useIsClientKnown } from '../desk/use-is-client-known.ts'
import { ClientGlyph } from '../ui/client-glyph.tsx'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { formatTime } from '../ui/format-time.ts'
import { clientTone, connectionTone, toneInk } from '../ui/tones.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'

type Props = { readonly run: RunSummary; readonly tapped: Tapped; readonly past: boolean }

/** Both connections; of the client's, an earlier time is not kept. */
export function Legs({ run, tapped, past }: Props): ReactElement {
  const now = useNow()
  const { client } = tapped
  const { state, notice } = run.connection
  const serverKnown = useIsKnown(state)
  const clientKnown = useIsClientKnown(client, past)
  const server = serverLeg(run, now)
  const whole = clientLeg(client, now, formatTime)
  // Amounts of an earlier time are not kept.
  const away = past ? { ...whole, words: clientWords[client.state], cause: null } : whole
  const [serverShown, clientShown] = [serverKnown ? state : 'idle', clientKnown ? client.state : 'unknown']
  const unrecorded = formatUnrecorded(tapped)
  return (
    <ul
      aria-label="Both connections"
      className="selectable flex flex-col rounded-lg bg-raised ring-1 ring-line ring-inset"
    >
      <LegLine
        leg={serverKnown ? server : { ...server, words: notKnown, cause: null }}
        glyph={<ConnectionGlyph state={serverShown} size={16} />}
        ink={toneInk[connectionTone[serverShown]]}
        way={serverWays[serverShown]}
        isOdd={notice !== undefined && server.cause === notice}
      />
      <LegLine
        leg={clientKnown ? away : { ...away, words: notKnown, cause: null }}
        glyph={<ClientGlyph state={clientShown} size={16} />}
        ink={toneInk[clientTone[clientShown]]}
        way={clientWays[clientShown]}
        whole={clientWhole(client)}
        {...(unrecorded === null || past ? {} : { note: `In all, ${unrecorded}` })}
      />
    </ul>
  )
}

type Way = 'flows' | 'rests' | 'over' | 'broken'

const clientWays: Readonly<Record<ClientState, Way>> = {
  open: 'flows',
  slow: 'rests',
  done: 'over',
  gone: 'broken',
  cut: 'broken',
  unknown: 'rests',
}

/** A tapped run neither waits nor pauses, and `idle` stands for what is not known. */
const serverWays: Readonly<Record<ConnectionState, Way>> = {
  idle: 'rests',
  connecting: 'rests',
  live: 'flows',
  quiet: 'rests',
  stalled: 'rests',
  waiting: 'rests',
  paused: 'rests',
  closed: 'over',
  'ended-early': 'broken',
  refused: 'broken',
  stopped: 'broken',
}

type LineProps = {
  readonly leg: Leg
  readonly glyph: ReactNode
  readonly ink: string
  readonly way: Way
  /** All that is known of the far end. */
  readonly whole?: string
  readonly note?: string
  readonly isOdd?: boolean
}

function LegLine({ leg, glyph, ink, way, whole, note, isOdd = false }: LineProps): ReactElement {
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 border-line border-t px-3.5 py-2.5 first:border-t-0">
      <span className="pt-0.5">{glyph}</span>
      <div className="flex min-w-0 flex-col gap-0.5">
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5">
          <p className="flex min-w-0 max-w-full items-center gap-2">
            <End name={leg.from} />
            <Arrow way={way} ink={ink} />
            <End name={leg.to} />
          </p>
          <p className={cx('min-w-0 font-medium tabular-nums [overflow-wrap:anywhere]', ink)}>{leg.words}</p>
        </div>
        {leg.cause !== null && (
          <p className={cx('[overflow-wrap:anywhere]', isOdd ? 'text-warn' : 'text-ink-2')}>
            <UntrustedText text={leg.cause} />
          </p>
        )}
        {note !== undefined && <p className="text-warn">{note}</p>}
        {whole !== undefined && (
          <p className="text-ink-3 text-small [overflow-wrap:anywhere]">
            <UntrustedText text={whole} />
          </p>
        )}
      </div>
    </li>
  )
}

function End({ name }: { readonly name: string }): ReactElement {
  return <UntrustedText text={name} className="min-w-0 truncate font-semibold" />
}

/** The way between two ends: whole while bytes flow, dotted while they rest, torn where it broke, grey once it is over. */
function Arrow({ way, ink }: { readonly way: Way; readonly ink: string }): ReactElement {
  return (
    <>
      <svg
        aria-hidden="true"
        viewBox="0 0 44 12"
        width="44"
        height="12"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        className={cx('shrink-0', way === 'over' ? 'text-ink-3' : ink)}
      >
        {ways[way]}
      </svg>
      <span className="sr-only">to</span>
    </>
  )
}

const head = <path d="m38 2 4.4 4L38 10" />

const ways: Readonly<Record<Way, ReactElement>> = {
  flows: (
    <>
      <path d="M1.5 6h40" />
      {head}
    </>
  ),
  rests: (
    <>
      <path d="M1.5 6h36" strokeDasharray="0.1 5" strokeWidth="2.2" />
      {head}
    </>
  ),
  broken: (
    <>
      <path d="M1.5 6h13M29.5 6h12" />
      {head}
      <path d="m19 9.5 2.6-7M23.4 9.5l2.6-7" strokeWidth="1.4" />
    </>
  ),
  over: (
    <>
      <path d="M1.5 6h40" strokeWidth="1.2" />
      {head}
    </>
  ),
}
