// How a person wants the window: theme, density, clock and zone. They are settings of the engine, so that every window and a
// restart have them; the page remembers the last ones as well, because its first frame comes before the engine's answer.

import { isKnownZone } from '../../core/basics/time-zone.ts'
import type { AppSettings } from '../../core/contract/settings.ts'
import type { LiveStore } from '../store/live-store.ts'
import { afterFrame } from '../ui/after-frame.ts'
import { hoursOf, timeStyle } from '../ui/time-style.ts'
import { whenIdle } from '../ui/when-idle.ts'

export type Preferences = Pick<AppSettings, 'theme' | 'density' | 'clock' | 'zone'>

/** What is taken for a remembered one. The settings' schema was rejected: it is a third of what the first frame waits for. */
const isChoice: { readonly [N in keyof Preferences]: (value: unknown) => boolean } = {
  theme: (value) => value === 'system' || value === 'light' || value === 'dark',
  density: (value) => value === 'compact' || value === 'comfort',
  clock: (value) => value === 'system' || value === '12' || value === '24',
  zone: (value) => typeof value === 'string' && isKnownZone(value),
}

const rememberedAs = 'preferences'

/**
 * Writes the preferences of `live` to the document and to the style of times, and follows them; returns what stops that. The first
 * frame shows no time: what is written of them is found out while the page waits for the engine's answer, or with it, because the
 * browser loads half its words for it.
 */
export function startPreferences(live: LiveStore): () => void {
  const remembered = recall()
  if (remembered !== null) live.setState(({ settings }) => ({ settings: { ...settings, ...remembered } }))
  applyLooks(preferencesOf(live.getState().settings))
  let isStopped = false
  const cancel = afterFrame(() =>
    whenIdle(() => {
      if (!isStopped) applyTimes(preferencesOf(live.getState().settings))
    }),
  )
  const stop = live.subscribe(({ settings }, before) => {
    if (settings === before.settings) return
    const preferences = preferencesOf(settings)
    applyLooks(preferences)
    applyTimes(preferences)
    remember(preferences)
  })
  return () => {
    isStopped = true
    cancel()
    stop()
  }
}

/** The preferences among the settings. */
export function preferencesOf({ theme, density, clock, zone }: AppSettings): Preferences {
  return { theme, density, clock, zone }
}

function applyLooks({ theme, density }: Preferences): void {
  const { dataset } = document.documentElement
  // Without the attribute, the style sheet goes by the system.
  if (theme === 'system') delete dataset.theme
  else dataset.theme = theme
  dataset.density = density
}

function applyTimes({ clock, zone }: Preferences): void {
  const hours = clock === 'system' ? hoursOf() : clock === '12' ? 12 : 24
  document.documentElement.dataset.hours = String(hours)
  const known = timeStyle.getState()
  // A zone may have been chosen where more are known than here.
  const shown = isKnownZone(zone) ? zone : 'system'
  if (known.hours !== hours || known.zone !== shown) timeStyle.setState({ hours, zone: shown })
}

function recall(): Partial<Preferences> | null {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(rememberedAs) ?? 'null')
    if (typeof read !== 'object' || read === null) return null
    return Object.fromEntries(
      Object.entries(isChoice).flatMap(([name, fits]) => {
        const value = Object.entries(read).find(([one]) => one === name)?.[1]
        return fits(value) ? [[name, value]] : []
      }),
    )
  } catch {
    // Nothing is kept for this page, or it is no JSON: the engine's answer comes soon.
    return null
  }
}

function remember(preferences: Preferences): void {
  try {
    localStorage.setItem(rememberedAs, JSON.stringify(preferences))
  } catch {
    // Storage is switched off: the first frame of the next start is as the system wants it.
  }
}
