// The call that makes the diagnostic file of a running engine.

import type { Handlers } from '../../core/contract/contract.ts'
import type { AlertJudge } from '../alerts/alerts.ts'
import type { Clock } from '../base/clock.ts'
import type { SecretStore } from '../base/ports.ts'
import type { Defects } from '../diagnostics/defects.ts'
import { type Diagnostics, diagnosticsName, formatDiagnostics } from '../diagnostics/report.ts'
import type { SlowCall } from '../diagnostics/slow-calls.ts'
import type { LogAccess } from '../log/port.ts'
import type { Board } from '../runs/board.ts'
import type { Servers } from '../servers/servers.ts'
import type { Settings } from '../settings/settings.ts'

type Deps = {
  readonly version: string
  readonly host: string
  readonly log: Pick<LogAccess, 'place' | 'files' | 'alertsHad'>
  readonly judge: Pick<AlertJudge, 'rules' | 'book'>
  readonly board: Pick<Board, 'snapshot'>
  readonly secrets: SecretStore
  readonly settings: Pick<Settings, 'get'>
  readonly servers: Pick<Servers, 'list'>
  readonly defects: Pick<Defects, 'lines'>
  readonly slow: { readonly list: () => readonly SlowCall[] }
  readonly taps: () => Diagnostics['taps']
  readonly clock: Clock
  /** A text without the secrets that are known by value. */
  readonly hide: (text: string) => string
}

export function diagnosticsCall(deps: Deps): Pick<Handlers, 'app.diagnostics'> {
  const { version, host, log } = deps
  return {
    'app.diagnostics': async () => {
      const now = new Date(deps.clock.now())
      const { runs, log: status } = deps.board.snapshot()
      const parts = {
        version,
        host,
        place: log.place,
        log: status,
        keepsSecrets: deps.secrets.keeping().keeps,
        settings: deps.settings.get(),
        servers: deps.servers.list(),
        runs,
        taps: deps.taps(),
        alerts: {
          rules: deps.judge.rules.rules(),
          snoozes: deps.judge.rules.snoozes().length,
          open: [...deps.judge.book.all()].length,
          had: await log.alertsHad(),
        },
        sizes: (await log.files?.sizes()) ?? null,
        slowCalls: deps.slow.list(),
        defects: deps.defects.lines(),
        uptimeMs: process.uptime() * 1_000,
      }
      return { name: diagnosticsName(now), text: formatDiagnostics(parts, now, deps.hide) }
    },
  }
}
