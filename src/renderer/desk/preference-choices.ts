// What can be chosen for each preference, once: the settings page and the palette are drawn from this list. Of time zones it has
// those that need no looking for; the settings page has all.

import type { Preferences } from './preferences.ts'

export type PreferenceName = keyof Preferences

type PreferenceChoice = { readonly words: string; readonly change: Partial<Preferences> }

/** A preference with its choices, in the order in which they are shown. */
export type PreferenceLine = {
  readonly name: PreferenceName
  readonly label: string
  readonly choices: readonly PreferenceChoice[]
}

const system = 'As the system'

export const preferenceLines: readonly PreferenceLine[] = [
  {
    name: 'theme',
    label: 'Theme',
    choices: [
      { words: system, change: { theme: 'system' } },
      { words: 'Light', change: { theme: 'light' } },
      { words: 'Dark', change: { theme: 'dark' } },
    ],
  },
  {
    name: 'density',
    label: 'Density',
    choices: [
      { words: 'Compact', change: { density: 'compact' } },
      { words: 'Comfort', change: { density: 'comfort' } },
    ],
  },
  {
    name: 'clock',
    label: 'Clock',
    choices: [
      { words: system, change: { clock: 'system' } },
      { words: '12 hours', change: { clock: '12' } },
      { words: '24 hours', change: { clock: '24' } },
    ],
  },
  {
    name: 'zone',
    label: 'Time zone',
    choices: [
      { words: system, change: { zone: 'system' } },
      { words: 'UTC', change: { zone: 'utc' } },
    ],
  },
]
