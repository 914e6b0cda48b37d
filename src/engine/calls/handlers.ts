// All calls of the contract, made of the parts that answer them. Who watches the runs is nothing that stands here: an engine
// gives its own board, servers and settings, and so does whoever shows the runs of others.

import type { TapState } from '../../core/contract/calls/taps.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import type { createOutward } from '../alerts/outward/outward.ts'
import type { SamplePort } from '../base/ports.ts'
import type { Agents } from '../connection/agents.ts'
import type { Defects } from '../diagnostics/defects.ts'
import type { KnownSecrets } from '../diagnostics/known-secrets.ts'
import type { SlowCall } from '../diagnostics/slow-calls.ts'
import type { BlockFiller } from '../review/block-filler.ts'
import type { Settings } from '../settings/settings.ts'
import type { Storage } from '../storage/index.ts'
import type { Transcripts } from '../transcripts/index.ts'
import type { AddRunDeps } from './add-run.ts'
import { type AlertsAsked, alertCallsOf } from './alerts.ts'
import { type About, appCalls } from './app.ts'
import { channelCallsOf } from './channels.ts'
import { type DeskParts, deskCallsOf } from './desk.ts'
import { diagnosticsCall } from './diagnostics.ts'
import { digestCalls } from './digest.ts'
import { eventCalls } from './events.ts'
import type { createKindFiles } from './kind-files.ts'
import { listKinds, matchKinds } from './kinds.ts'
import { logCalls } from './log.ts'
import { readingCalls } from './reading.ts'
import { reviewCalls } from './review.ts'
import { runCalls } from './runs.ts'
import type { searchCallsOf } from './search.ts'
import { serverCalls } from './servers.ts'
import { sparkCalls } from './sparks.ts'
import { storageCalls } from './storage.ts'
import type { TeamCalls } from './team.ts'
import { transcriptCallsOf } from './transcripts.ts'

/** What the handlers are made of. Each part is named as the calls that ask it know it. */
export type CallParts = AddRunDeps & {
  /** What this program is, and can do here. */
  readonly about: About
  readonly sample: SamplePort | null
  readonly desk: DeskParts | null
  readonly kindFiles: Pick<ReturnType<typeof createKindFiles>, 'refresh' | 'calls'>
  readonly settings: Pick<Settings, 'get' | 'set'>
  readonly known: KnownSecrets
  readonly agents: Agents
  readonly judge: AlertsAsked
  readonly outward: Pick<ReturnType<typeof createOutward>, 'channels' | 'commands' | 'send'>
  readonly storage: Omit<Storage, 'start'>
  readonly filler: BlockFiller
  readonly search: ReturnType<typeof searchCallsOf>
  readonly transcripts: Pick<Transcripts, 'export' | 'receive' | 'piece' | 'progress' | 'cancel'>
  readonly taps: Pick<Handlers, 'taps.save' | 'taps.remove' | 'taps.configure'> & {
    readonly 'taps.list': () => TapState
  }
  readonly team: TeamCalls
  /** For the diagnostics: what went wrong, and what took long. */
  readonly trouble: {
    readonly defects: Pick<Defects, 'lines'>
    readonly slow: { readonly list: () => readonly SlowCall[] }
    readonly telemetry: () => readonly string[]
  }
}

/** One handler for each call, over `parts`. */
export function createHandlers(parts: CallParts): Handlers {
  const { log, board, kinds, servers, settings, clock, kindFiles, judge, outward } = parts
  const zone = () => settings.get().zone
  return {
    ...appCalls(parts),
    ...deskCallsOf(parts.desk),
    ...diagnosticsCall(parts),
    'settings.get': settings.get,
    'settings.set': settings.set,
    'kinds.list': async () => {
      await kindFiles.refresh()
      return listKinds(kinds, log)
    },
    'kinds.match': ({ text }) => matchKinds(text, kinds, servers),
    // What parses scripts is loaded by the first request that somebody copies.
    'requests.read': async (input) => (await import('./requests.ts')).readRequests(input, kinds, servers),
    ...kindFiles.calls,
    ...serverCalls(parts),
    'runs.snapshot': () => ({ ...board.snapshot(), servers: servers.list(), settings: settings.get() }),
    'runs.page': ({ before }) => board.page(before),
    ...runCalls(parts),
    ...storageCalls(board, parts.storage),
    ...reviewCalls(parts),
    ...sparkCalls(parts),
    ...readingCalls(parts),
    ...logCalls(parts),
    ...parts.search,
    ...transcriptCallsOf(parts.transcripts),
    ...eventCalls({ log, board, zone }),
    ...digestCalls({ log, clock, aside: board.aside }),
    ...alertCallsOf({ judge, log, board, clock, ...outward }),
    ...parts.taps,
    ...parts.team,
    ...channelCallsOf({ ...outward, courier: judge.courier, clock, push: board.push }),
  }
}
