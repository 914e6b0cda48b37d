// The channels by which alerts go outward, for whoever lists them or offers them to be chosen: asked for anew when the engine
// says that rules, channels or snoozes have changed.

import { useCallback, useEffect, useState } from 'react'
import type { Output } from '../../core/contract/contract.ts'
import { useDesk, useLive } from './desk-context.ts'
import { type Polled, usePolled } from './use-polled.ts'

/** The minimum time between two requests. */
const paceMs = () => 500

export type Channels = Pick<Output<'alerts.rules'>, 'channels' | 'commands' | 'commandsProblem'>

/** The channels with how they fare, and the commands that one may run here; null until the first answer. */
export function useChannels(): Polled<Channels> {
  const { client } = useDesk()
  const isReady = useLive((state) => state.link.state === 'ready')
  const [version, setVersion] = useState(0)
  useEffect(
    () =>
      client.onChanges(
        ({ rules }) => {
          if (rules === true) setVersion((known) => known + 1)
        },
        () => {},
      ),
    [client],
  )
  const ask = useCallback(() => client.call('alerts.rules', {}), [client])
  return usePolled(ask, `${isReady} ${version}`, paceMs)
}
