// The engine with this host's ports: the system's key store, its power and network, its files, and the sample backend.

import { join } from 'node:path'
import { app, net, powerMonitor, safeStorage } from 'electron'
import { RunlightError } from '../../core/basics/errors.ts'
import {
  checksAnswers,
  type DeskPort,
  type Engine,
  type FilePort,
  openEngine,
  type SamplePort,
} from '../../engine/index.ts'
import { createTap } from '../../tap/index.ts'
import { openTelemetry } from '../../telemetry/index.ts'
import type { Place } from '../files/data-dir.ts'
import { openSecrets } from '../secrets/secrets.ts'
import type { NoteDefect } from './defects.ts'
import { createNetwork } from './network.ts'

/** Opens the engine on the place's log. Rejects with a RunlightError that says what to do. */
export async function openDesktopEngine(
  { dataDir, profileDir, watchSample }: Place,
  sample: SamplePort,
  files: FilePort,
  desk: DeskPort,
  onDefect: NoteDefect,
): Promise<Engine> {
  const secrets = await openSecrets(safeStorage, process.platform, join(profileDir, 'secrets.json'))
  const telemetry = await openTelemetry({
    env: process.env,
    version: app.getVersion(),
    fetching: 'no',
    say: (sentence) => onDefect('telemetry', new RunlightError('unreachable', sentence)),
  })
  const network = createNetwork({ power: powerMonitor, isOnline: () => net.isOnline() })
  return openEngine({
    dataDir,
    host: 'desktop',
    version: app.getVersion(),
    secrets,
    network,
    sample,
    ownWindow: true,
    watchSample,
    files,
    desk,
    commands: true,
    telemetry: telemetry?.port ?? null,
    taps: { port: createTap(), own: null },
    onDefect,
    checkAnswers: checksAnswers(process.env),
  })
}
