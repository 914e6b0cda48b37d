// The calls about the program itself: what it is and can do here, and the first look.

import type { Handlers } from '../../core/contract/contract.ts'
import type { DeskPort, SamplePort } from '../base/ports.ts'
import type { AddRunDeps } from './add-run.ts'
import { startSample } from './start-sample.ts'

/** What this program is and can do here, as its host says. */
export type About = {
  readonly version: string
  readonly host: 'desktop' | 'browser' | 'terminal'
  readonly dataDir: string
  readonly ownWindow: boolean
  readonly pageNotifies: boolean
  readonly taps: boolean
  readonly team: boolean
}

type Deps = AddRunDeps & {
  readonly about: About
  readonly sample: SamplePort | null
  readonly desk: DeskPort | null
}

export function appCalls(deps: Deps): Pick<Handlers, 'app.info' | 'app.startSample'> {
  const { about, sample, desk, log, secrets } = deps
  const { version, host, dataDir, ownWindow, pageNotifies, taps, team } = about
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
        desk: desk !== null,
        pageNotifies,
        taps,
        team,
        keepsSecrets: secrets.keeping().keeps,
        secretsNote: secrets.keeping().note,
      },
      readOnly: log.readOnly,
    }),
    'app.startSample': () => startSample(deps, sample),
  }
}

const runtimes = { electron: 'Electron', chrome: 'Chromium', node: 'Node.js', v8: 'V8' } as const

function runtimeOf(versions: Readonly<Record<string, string | undefined>>) {
  return Object.entries(runtimes).flatMap(([id, name]) => {
    const version = versions[id]
    return version === undefined ? [] : [{ name, version }]
  })
}
