// The calls about the program itself: what it is and can do here, and the first look.

import type { Handlers } from '../../core/contract/contract.ts'
import type { SamplePort } from '../base/ports.ts'
import type { AddRunDeps } from './add-run.ts'
import { startSample } from './start-sample.ts'

type Deps = {
  readonly version: string
  readonly host: 'desktop' | 'browser' | 'terminal'
  readonly dataDir: string
  readonly sample: SamplePort | null
  readonly ownWindow: boolean
  readonly desk: boolean
  readonly pageNotifies: boolean
  readonly taps: boolean
  readonly runDeps: AddRunDeps
}

export function appCalls({
  version,
  host,
  dataDir,
  sample,
  ownWindow,
  desk,
  pageNotifies,
  taps,
  runDeps,
}: Deps): Pick<Handlers, 'app.info' | 'app.startSample'> {
  const { log, secrets } = runDeps
  return {
    'app.info': () => ({
      name: 'Runlight',
      version,
      host,
      dataDir,
      runtime: runtimeOf(process.versions),
      capabilities: {
        sampleBackend: sample !== null,
        ownWindow,
        desk,
        pageNotifies,
        taps,
        team: false,
        keepsSecrets: secrets.keeping().keeps,
        secretsNote: secrets.keeping().note,
      },
      readOnly: log.readOnly,
    }),
    'app.startSample': () => startSample(runDeps, sample),
  }
}

const runtimes = { electron: 'Electron', chrome: 'Chromium', node: 'Node.js', v8: 'V8' } as const

function runtimeOf(versions: Readonly<Record<string, string | undefined>>) {
  return Object.entries(runtimes).flatMap(([id, name]) => {
    const version = versions[id]
    return version === undefined ? [] : [{ name, version }]
  })
}
