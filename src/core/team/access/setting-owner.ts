// Whose each setting is where several people share a log: one table, so that a setting that is added without saying whose it
// is does not compile.

import type { AppSettings } from '../../contract/settings.ts'

/** `person`: everybody has their own. `team`: one for all, and whoever is admin of the whole team changes it. */
export const settingOwner = {
  theme: 'person',
  density: 'person',
  clock: 'person',
  zone: 'person',
  views: 'person',
  log: 'person',
  board: 'person',
  desktop: 'person',
  hubs: 'person',
  // What an export must not show, and what is removed when, nobody decides for the others alone.
  redact: 'team',
  retention: 'team',
  taps: 'team',
} as const satisfies Record<keyof AppSettings, 'person' | 'team'>

/** Whether a change of settings touches what is the team's. */
export function changesTeam(change: object): boolean {
  return Object.entries(settingOwner).some(([name, owner]) => owner === 'team' && Object.hasOwn(change, name))
}
