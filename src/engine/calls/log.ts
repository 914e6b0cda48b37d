// The calls about one run's log. Its blocks are brought to hand first, so that no answer has to wait behind the making of
// them, and none is made of half of them.

import { RunlightError } from '../../core/basics/errors.ts'
import type { logCalls as schemas } from '../../core/contract/calls/log.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import type { Kind } from '../../core/kind/kind.ts'
import { cellsOf } from '../../core/query/cells.ts'
import { maskHeaders, parseHeaderLines } from '../../core/secrets/headers.ts'
import type { SecretStore } from '../base/ports.ts'
import type { LogAccess } from '../log/port.ts'
import type { BlockFiller } from '../review/block-filler.ts'
import type { BoardCalls } from '../runs/board-calls.ts'
import { curlCommand } from '../runs/curl.ts'
import { parseSecret, runSecretRef } from '../runs/run-secrets.ts'
import type { Servers } from '../servers/servers.ts'

type Deps = {
  readonly log: LogAccess
  readonly board: Pick<BoardCalls, 'summary'>
  readonly filler: BlockFiller
  readonly kinds: ReadonlyMap<string, Kind>
  readonly servers: Servers
  readonly secrets: SecretStore
}

export function logCalls(deps: Deps): Pick<Handlers, keyof typeof schemas> {
  const { log, board, filler } = deps
  const ready = async (run: number) => {
    board.summary(run)
    await filler.ensure(run)
  }
  return {
    'log.density': async ({ run, buckets }) => {
      await ready(run)
      return log.review.density(run, buckets)
    },
    'log.facets': async ({ run }) => {
      await ready(run)
      return log.review.facets(run)
    },
    'log.find': async ({ run, ...question }) => {
      await ready(run)
      return { seq: await log.review.find(run, question) }
    },
    'log.text': ({ run, from, to }) => {
      board.summary(run)
      return log.text(run, from, to)
    },
    'log.cells': async ({ run, seq, paths }) => {
      board.summary(run)
      const event = await log.event(run, seq)
      return { cells: [...cellsOf(event?.data ?? '', paths)] }
    },
    'log.curl': ({ run }) => curlOf(deps, run),
  }
}

async function curlOf({ log, board, kinds, servers, secrets }: Deps, run: number) {
  const { imported, kind: id, serverId } = board.summary(run)
  const [stored, attempts] = await Promise.all([log.run(run), log.attempts(run, 1)])
  const kind = kinds.get(id)
  if (stored === null || kind === undefined)
    throw new RunlightError('not-found', `This Runlight has no kind ${id}: its request is not known.`)
  const server = serverId === null ? null : servers.get(serverId)
  const { params, baseUrl, uid, hasSecret } = stored
  if (imported !== null && baseUrl === '' && kind.needsServer)
    throw new RunlightError('not-allowed', 'This run was imported: where it was asked for is not known.')
  const own = hasSecret ? parseSecret(await secrets.get(runSecretRef(uid))) : null
  const ownHeaders = hasSecret && own === null ? null : shownHeaders(own?.headers ?? '')
  const resumeFrom = attempts.at(-1)?.resumedFrom ?? null
  try {
    return curlCommand({ kind, params, baseUrl, server, ownHeaders, resumeFrom })
  } catch {
    throw new RunlightError(
      'not-allowed',
      'This run’s parameters make no request: it was imported, or its kind has changed since.',
    )
  }
}

function shownHeaders(lines: string): [string, string][] {
  const parsed = parseHeaderLines(lines)
  return parsed.ok ? maskHeaders(parsed.headers) : []
}
