// Settings where several people share a log: what is the team's is one for all, what is a person's is kept under their name.

import { defaultSettings } from '../../core/contract/default-settings.ts'
import { type AppSettings, settingsSchema } from '../../core/contract/settings.ts'
import { settingOwner } from '../../core/team/access/setting-owner.ts'
import type { LogAccess } from '../log/port.ts'
import type { TeamPort } from '../log/team-port.ts'
import type { Settings } from '../settings/settings.ts'

type Log = Pick<LogAccess, 'setting' | 'setSetting'> & { readonly team: Pick<TeamPort, 'setTeamSetting'> }
type Kept = { settings: AppSettings; readonly changed: (settings: AppSettings) => void }

const teamSetting = 'settings'
const names = Object.keys(settingOwner) as (keyof AppSettings)[]

export function createHubSettings(log: Log) {
  let team: AppSettings = defaultSettings
  const people = new Map<string, Kept>()

  const stored = async (name: string): Promise<AppSettings> => read(await log.setting(name))
  const tell = () => {
    for (const one of people.values()) one.changed(together(team, one.settings))
  }

  return {
    /** Reads all that is known anew: others may have changed it. Tells nobody where nothing changed. */
    load: async (): Promise<void> => {
      const before = JSON.stringify([team, [...people.values()].map(({ settings }) => settings)])
      team = await stored(teamSetting)
      for (const [key, one] of people) one.settings = await stored(keyOf(key))
      if (JSON.stringify([team, [...people.values()].map(({ settings }) => settings)]) !== before) tell()
    },
    /** The settings of one person, called `name`; `changed` is told when they are others. */
    of: async (
      key: string,
      name: string,
      changed: (settings: AppSettings) => void,
    ): Promise<Pick<Settings, 'get' | 'set'> & { readonly leave: () => void }> => {
      const own: Kept = { settings: await stored(keyOf(key)), changed }
      people.set(key, own)
      const get = () => together(team, own.settings)
      return {
        get,
        set: async (change) => {
          const teams = part(change, 'team')
          if (Object.keys(teams).length > 0) {
            // From what is stored: another hub may have changed something else just now.
            const before = await stored(teamSetting)
            const next = { ...before, ...teams }
            const noted = { who: name, what: 'settings.set', detail: changeOf(before, teams) }
            await log.team.setTeamSetting(teamSetting, JSON.stringify(next), noted)
            team = next
          }
          const persons = part(change, 'person')
          if (Object.keys(persons).length > 0) {
            const next = { ...own.settings, ...persons }
            await log.setSetting(keyOf(key), JSON.stringify(next))
            own.settings = next
          }
          if (Object.keys(teams).length > 0) tell()
          else changed(get())
          return get()
        },
        /** Tells no more. The same person may be here anew meanwhile, and stays. */
        leave: () => {
          if (people.get(key) === own) people.delete(key)
        },
      }
    },
    team: () => team,
  }
}

function keyOf(person: string): string {
  return `settings of ${person}`
}

function together(team: AppSettings, own: AppSettings): AppSettings {
  return { ...team, ...part(own, 'person') }
}

/** What of `change` belongs to the team, or to a person. */
function part(change: Partial<AppSettings>, owner: 'team' | 'person'): Partial<AppSettings> {
  const kept = names.filter((name) => settingOwner[name] === owner && change[name] !== undefined)
  return Object.fromEntries(kept.map((name) => [name, change[name]]))
}

/** What of the team's was changed, for the audit list. A pattern of what is not to be shown may be what is not to be shown. */
function changeOf(before: AppSettings, change: Partial<AppSettings>): Readonly<Record<string, unknown>> {
  const { retention } = change
  const rules = retention === undefined ? {} : { retention: { before: before.retention, now: retention } }
  return { settings: Object.keys(change), ...rules }
}

/** Those of a log that has none where there are none, or none that can be read. */
function read(text: string | null): AppSettings {
  try {
    return settingsSchema.safeParse(JSON.parse(text ?? 'null')).data ?? defaultSettings
  } catch {
    return defaultSettings
  }
}
