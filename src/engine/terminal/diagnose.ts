// Diagnostics of a data directory from outside, beside the engine that may be using it or after one that did not start.
// What cannot be read is said in the file, because that is then what the file is for.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alertSetting, readKept } from '../../core/alerts/kept.ts'
import { errorData } from '../../core/basics/errors.ts'
import type { LogStatus } from '../../core/contract/contract.ts'
import { defaultSettings } from '../../core/contract/default-settings.ts'
import { type Diagnostics, diagnosticsName, formatDiagnostics } from '../diagnostics/report.ts'
import { readSizes } from '../log/sqlite/file/data-sizes.ts'
import { loadSettings } from '../settings/settings.ts'
import { withLogIfThere } from './with-log.ts'

const mostLines = 200
const openAlerts = { run: null, types: [], rule: null, open: true, since: null, before: null, limit: 1e6 }

/** The file's name and text for `dataDir`. Never rejects. */
export async function diagnose(
  dataDir: string,
  version: string,
): Promise<{ readonly name: string; readonly text: string }> {
  const now = new Date()
  const parts: Diagnostics = {
    version,
    host: 'terminal',
    place: dataDir,
    keepsSecrets: 'unknown (read from outside)',
    uptimeMs: null,
    sizes: await readSizes(dataDir),
    slowCalls: null,
    telemetry: null,
    taps: null,
    defects: notedDefects(dataDir),
    ...(await readLog(dataDir)),
  }
  return { name: diagnosticsName(now), text: formatDiagnostics(parts, now, (text) => text) }
}

async function readLog(
  dataDir: string,
): Promise<Pick<Diagnostics, 'log' | 'settings' | 'servers' | 'runs' | 'alerts'>> {
  const nothing = {
    settings: defaultSettings,
    servers: [],
    runs: [],
    alerts: { rules: [], snoozes: 0, open: 0, had: [] },
  }
  try {
    const found = await withLogIfThere(dataDir, 'read', async (log) => {
      const settings = await loadSettings(log)
      const stored = await log.setting(alertSetting)
      const kept = stored === null ? null : readKept(stored)
      const state: LogStatus = { state: 'ok', sentence: 'Read from outside, beside whatever uses it.' }
      return {
        log: state,
        settings: settings.get(),
        servers: await log.servers(),
        runs: await log.summaries(),
        alerts: {
          rules: kept?.rules ?? [],
          snoozes: kept?.snoozes.length ?? 0,
          open: (await log.alerts(openAlerts)).length,
          had: await log.alertsHad(),
        },
      }
    })
    return found ?? { ...nothing, log: { state: 'ok', sentence: 'There is no log here yet.' } }
  } catch (thrown) {
    return { ...nothing, log: { state: 'failed', sentence: errorData(thrown).message } }
  }
}

/** What the desktop has noted, already redacted when it was written. */
function notedDefects(dataDir: string): string[] {
  const path = join(dataDir, 'desktop', 'defects.log')
  try {
    return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n').slice(-mostLines) : []
  } catch {
    return ['the file of defects cannot be read']
  }
}
