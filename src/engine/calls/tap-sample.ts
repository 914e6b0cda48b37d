// A tap of the sample backend with applications that ask through it, for a first look. It is there as long as the engine is open:
// what it changed of the settings is put back.

import { defaultSettings } from '../../core/contract/default-settings.ts'
import type { SamplePort } from '../base/ports.ts'
import type { createTaps } from '../tapped/taps.ts'

type TapCalls = ReturnType<typeof createTaps>['calls']

const name = 'sample'

/** `listen`: where taps listen by the settings. Resolves to what ends it; where the address cannot be had nobody asks. */
export async function tapSample(
  calls: TapCalls,
  listen: string,
  serverId: number,
  applications: Awaited<ReturnType<SamplePort>>['applications'],
): Promise<() => Promise<void>> {
  if (applications === undefined || calls['taps.list']().state === 'unavailable') return async () => {}
  const isAlone = calls['taps.list']().taps.every((tap) => tap.serverId === serverId)
  // Any port will do where nobody was told of one.
  if (isAlone) await calls['taps.configure']({ listen: '127.0.0.1:0' })
  const { state, taps } = await calls['taps.save']({ serverId, name, kind: null, readAs: null })
  const url = taps.find((tap) => tap.serverId === serverId)?.url
  const stop = state === 'listening' && url !== undefined ? applications(url) : () => {}
  return async () => {
    stop()
    await calls['taps.remove']({ serverId })
    // An engine that was killed has left its own there.
    const before = listen.endsWith(':0') ? defaultSettings.taps.listen : listen
    if (isAlone && calls['taps.list']().taps.length === 0) await calls['taps.configure']({ listen: before })
  }
}
