// What a tap would mean, before it is switched on: and first, who could reach it, where that is not this computer alone.

import { ArrowLeftRight, KeyRound, Laptop, type LucideIcon, Radio, TriangleAlert } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { isOwnAlone, readListenAddress } from '../../core/basics/listen-address.ts'
import { tapReach } from '../../core/basics/tap-reach.ts'
import { cx } from '../ui/cx.ts'

/** The lines about a tap of the server at `to`, where taps listen at `listen`. */
export function WhatItMeans({ listen, to }: { readonly listen: string; readonly to: string }): ReactElement {
  const address = readListenAddress(listen)
  return (
    <ul className="flex flex-col gap-2 text-ink-2 text-small">
      {address !== null && !isOwnAlone(address.host) ? (
        <Line Icon={TriangleAlert} ink="text-warn">
          {tapReach(address, [to])}
        </Line>
      ) : (
        <Line Icon={Laptop}>Only this computer can reach that address.</Line>
      )}
      <Line Icon={Radio}>An answer that streams is a run on the board, while it flows.</Line>
      <Line Icon={ArrowLeftRight}>
        Nothing is changed, held up or asked twice; the application comes first, the recording second.
      </Line>
      <Line Icon={KeyRound}>
        The application’s own credentials go to the server and are never kept; those of the profile are not
        used.
      </Line>
    </ul>
  )
}

function Line({
  Icon,
  ink = 'text-ink-3',
  children,
}: {
  readonly Icon: LucideIcon
  readonly ink?: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <li className="flex items-start gap-2.5">
      <Icon aria-hidden="true" size={14} className={cx('mt-0.5 shrink-0', ink)} />
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </li>
  )
}
