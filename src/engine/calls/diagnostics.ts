// The call that makes the diagnostic file of a running engine.

import type { Handlers } from '../../core/contract/contract.ts'
import type { Clock } from '../base/clock.ts'
import type { SecretStore } from '../base/ports.ts'
import type { Defects } from '../diagnostics/defects.ts'
import type { KnownSecrets } from '../diagnostics/known-secrets.ts'
import { type Diagnostics, diagnosticsName, formatDiagnostics } from '../diagnostics/report.ts'
import type { SlowCall } from '../diagnostics/slow-calls.ts'
import type { LogAccess } from '../log/port.ts'
import type { BoardCalls } from '../runs/board-calls.ts'
import type { Servers } from '../servers/servers.ts'
import type { Settings } from '../settings/settings.ts'
import type { AlertsAsked } from './alerts.ts'
import type { About } from './app.ts'

type Deps = {
  readonly about: Pick<About, 'version' | 'host'>
  readonly log: Pick<LogAccess, 'place' | 'files' | 'alertsHad'>
  readonly judge: Pick<AlertsAsked, 'rules' | 'book'>
  readonly board: Pick<BoardCalls, 'snapshot' | 'summaries'>
  readonly secrets: SecretStore
  readonly settings: Pick<Settings, 'get'>
  readonly servers: Pick<Servers, 'list'>
  readonly trouble: {
    readonly defects: Pick<Defects, 'lines'>
    readonly slow: { readonly list: () => readonly SlowCall[] }
    readonly telemetry: () => readonly string[]
  }
  readonly taps: { readonly 'taps.list': () => Diagnostics['taps'] }
  readonly clock: Clock
  readonly known: Pick<KnownSecrets, 'hide'>
}

export function diagnosticsCall(deps: Deps): Pick<Handlers, 'app.diagnostics'> {
  const { about, log, judge, trouble } = deps
  return {
    'app.diagnostics': async () => {
      const now = new Date(deps.clock.now())
      const parts = {
        version: about.version,
        host: about.host,
        place: log.place,
        log: deps.board.snapshot().log,
        keepsSecrets: deps.secrets.keeping().keeps,
        settings: deps.settings.get(),
        servers: deps.servers.list(),
        runs: [...deps.board.summaries()],
        taps: deps.taps['taps.list'](),
        alerts: {
          rules: judge.rules.rules(),
          snoozes: judge.rules.snoozes().length,
          open: [...judge.book.all()].length,
          had: await log.alertsHad(),
        },
        sizes: (await log.files?.sizes()) ?? null,
        slowCalls: trouble.slow.list(),
        telemetry: trouble.telemetry(),
        defects: trouble.defects.lines(),
        uptimeMs: process.uptime() * 1_000,
      }
      return { name: diagnosticsName(now), text: formatDiagnostics(parts, now, deps.known.hide) }
    },
  }
}
