// The first look: the sample backend as a server, and a job of every kind on it. Asked again, it adds what is not watched
// already.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Output } from '../../core/contract/contract.ts'
import type { SamplePort } from '../base/ports.ts'
import { type AddRunDeps, addRun } from './add-run.ts'

export async function startSample(
  deps: AddRunDeps,
  sample: SamplePort | null,
): Promise<Output<'app.startSample'>> {
  if (sample === null) {
    throw new RunlightError('not-allowed', 'This host has no sample backend: start one with “runlight demo”.')
  }
  const { baseUrl, runs } = await sample()
  const server = deps.servers.byUrl(baseUrl) ?? (await deps.servers.save(profile(baseUrl)))
  const added: number[] = []
  for (const { kind, params } of runs) {
    const serverId = deps.kinds.get(kind)?.needsServer === true ? server.id : null
    const run = {
      kind,
      params,
      serverId,
      baseUrl: null,
      headers: null,
      title: null,
      evenIfWatched: false,
      retry: true,
    }
    try {
      added.push((await addRun(deps, run)).run)
    } catch (thrown) {
      if (!(thrown instanceof RunlightError && thrown.code === 'duplicate-run')) throw thrown
    }
  }
  return { serverId: server.id, runs: added }
}

function profile(baseUrl: string) {
  const name = `Sample ${new URL(baseUrl).port}`
  return { id: null, name, baseUrl, auth: 'none' as const, secret: null, caPem: null, proxyUrl: null }
}
