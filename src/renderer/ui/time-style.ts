// How times are written on this page: on a 12 or 24 hour clock, in the system's zone or in another. One store for the page,
// because every formatter reads it; the preferences of the desk set it. Passing it through every component was rejected:
// a time that somebody forgot would differ from the others.

import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** `zone`: `system`, `utc` or a name of the IANA database, one that is known here. */
export type TimeStyle = { readonly hours: 12 | 24; readonly zone: string }

export const timeStyle = createStore<TimeStyle>(() => ({ hours: 24, zone: 'system' }))

/** The style of times; draws its component again when it changes. */
export function useTimeStyle(): TimeStyle {
  return useStore(timeStyle)
}

/** The clock that people of `locale` read; without one, that of the system's language. */
export function hoursOf(locale?: string): TimeStyle['hours'] {
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions()
  return hourCycle === 'h11' || hourCycle === 'h12' ? 12 : 24
}
