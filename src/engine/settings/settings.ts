// The few settings that belong to the person and not to a window: kept in the log, told to every screen.

import type { z } from 'zod'
import { defaultSettings } from '../../core/contract/default-settings.ts'
import { type AppSettings, type settingsChangeSchema, settingsSchema } from '../../core/contract/settings.ts'
import type { LogAccess } from '../log/port.ts'

export type Settings = {
  readonly load: () => Promise<void>
  readonly get: () => AppSettings
  readonly set: (change: z.infer<typeof settingsChangeSchema>) => Promise<AppSettings>
  /** For whoever knows which taps can be had. */
  readonly setTaps: (taps: AppSettings['taps']) => Promise<AppSettings>
  /** For a host that can open them. */
  readonly setHubs: (hubs: AppSettings['hubs']) => Promise<AppSettings>
}

export function createSettings(log: LogAccess, changed: (settings: AppSettings) => void): Settings {
  let settings = defaultSettings
  const set = async (change: Partial<AppSettings>): Promise<AppSettings> => {
    const next = { ...settings, ...change }
    await log.setSetting('settings', JSON.stringify(next))
    settings = next
    changed(settings)
    return settings
  }
  return {
    load: async () => {
      const stored = await log.setting('settings')
      const parsed = stored === null ? null : settingsSchema.safeParse(readJson(stored))
      if (parsed?.success) settings = parsed.data
    },
    get: () => settings,
    set,
    setTaps: (taps) => set({ taps }),
    setHubs: (hubs) => set({ hubs }),
  }
}

/** The settings of `log` as they are stored, for whoever has no screen to notify. */
export async function loadSettings(log: LogAccess): Promise<Settings> {
  const settings = createSettings(log, () => {})
  await settings.load()
  return settings
}

/** Undefined where the text is no JSON any more: the settings are then those of a new log until they are changed. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
