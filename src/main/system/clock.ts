// Times outside of the window, as the person chose to have them written in it: clock and zone, else as the system does.

import { isKnownZone } from '../../core/basics/time-zone.ts'
import type { AppSettings } from '../../core/contract/settings.ts'

const cycles = { '12': { hourCycle: 'h12' }, '24': { hourCycle: 'h23' }, system: {} } as const

/** Writes hour and minute of an instant (epoch ms). */
export function clockOf({ clock, zone }: Pick<AppSettings, 'clock' | 'zone'>): (at: number) => string {
  // A zone may have been chosen where more are known than here.
  const timeZone = zone === 'system' || !isKnownZone(zone) ? {} : { timeZone: zone }
  return (at) =>
    new Date(at).toLocaleTimeString([], {
      hour: 'numeric',
      minute: '2-digit',
      ...cycles[clock],
      ...timeZone,
    })
}
