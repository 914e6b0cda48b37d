// Diagnostics of a data directory from outside, beside the engine that may be using it or after one that did not start.
// What cannot be read is said in the file, because that is then what the file is for.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorData } from '../../core/basics/errors.ts'
import {
  type AppSettings,
  defaultSettings,
  type LogStatus,
  settingsSchema,
} from '../../core/contract/contract.ts'
import { type Diagnostics, diagnosticsName, sayDiagnostics } from '../diagnostics/report.ts'
import { readSizes } from '../log/sqlite/file/data-sizes.ts'
import { openLogForReading } from '../log/sqlite/file/open-log.ts'
import { createReader } from '../log/sqlite/read/reader.ts'

const mostLines = 200

/** The file's name and text for `dataDir`. Never rejects. */
export async function diagnose(
  dataDir: string,
  version: string,
): Promise<{ readonly name: string; readonly text: string }> {
  const now = new Date()
  const parts: Diagnostics = {
    version,
    host: 'terminal',
    dataDir,
    keepsSecrets: 'unknown (read from outside)',
    uptimeMs: null,
    sizes: await readSizes(dataDir),
    slowCalls: null,
    defects: notedDefects(dataDir),
    ...readLog(dataDir),
  }
  return { name: diagnosticsName(now), text: sayDiagnostics(parts, now, (text) => text) }
}

function readLog(dataDir: string): Pick<Diagnostics, 'log' | 'settings' | 'servers' | 'runs'> {
  const nothing = { settings: defaultSettings, servers: [], runs: [] }
  try {
    const db = openLogForReading(dataDir)
    if (db === null) return { ...nothing, log: { state: 'ok', sentence: 'There is no log here yet.' } }
    const reader = createReader(db)
    try {
      const log: LogStatus = { state: 'ok', sentence: 'Read from outside, beside whatever uses it.' }
      const settings = readSettings(reader.setting('settings'))
      const servers = reader.servers()
      return { log, settings, servers, runs: reader.summaries() }
    } finally {
      reader.close()
    }
  } catch (thrown) {
    return { ...nothing, log: { state: 'failed', sentence: errorData(thrown).message } }
  }
}

function readSettings(text: string | null): AppSettings {
  const parsed = text === null ? null : settingsSchema.safeParse(JSON.parse(text))
  return parsed?.success ? parsed.data : defaultSettings
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
