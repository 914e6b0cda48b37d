// The engine with this host's ports: the system's key store, its power and network, its files, and the sample backend.
// The last stop for an engine that cannot open: its sentence on the screen, and an end with a code of its own.

import { join } from 'node:path'
import { app, dialog, net, powerMonitor, safeStorage } from 'electron'
import { errorData } from '../core/errors.ts'
import { type Engine, type FilePort, openEngine, type SamplePort } from '../engine/index.ts'
import type { Place } from './data-dir.ts'
import type { NoteDefect } from './defects.ts'
import { createNetwork } from './network.ts'
import { openSecrets } from './secrets.ts'

/** Opens the engine on the place's log. Rejects with a RunlightError that says what to do. */
export async function openDesktopEngine(
  { dataDir, profileDir, watchSample }: Place,
  sample: SamplePort,
  files: FilePort,
  onDefect: NoteDefect,
): Promise<Engine> {
  const secrets = await openSecrets(safeStorage, process.platform, join(profileDir, 'secrets.json'))
  const network = createNetwork({ power: powerMonitor, isOnline: () => net.isOnline() })
  return openEngine({
    dataDir,
    host: 'desktop',
    version: app.getVersion(),
    secrets,
    network,
    sample,
    watchSample,
    files,
    onDefect,
  })
}

/** Says why Runlight cannot go on, and ends it with exit code 1. */
export function giveUp(thrown: unknown): void {
  dialog.showErrorBox('Runlight cannot start', errorData(thrown).message)
  app.exit(1)
}
