// The calls about runs that are to be read by a kind that a person has made: what a run asks for, which runs would fit, and
// making one of them a run of that kind.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import type { Kind } from '../../core/kind/kind.ts'
import { isSettled } from '../../core/run/states.ts'
import { isPublicHeader } from '../../core/secrets/secret-names.ts'
import type { StoredRun } from '../log/rows.ts'
import { asKind, requestOfStored } from '../runs/as-kind.ts'
import { noSuchRun } from '../runs/no-such-run.ts'
import { stillWatched } from '../runs/read-again.ts'
import type { AddRunDeps } from './add-run.ts'

/** Runs that are looked at, newest first, and those that are named. */
const looked = 5_000
const named = 500

type ReadBy = 'runs.readBy' | 'runs.request' | 'kinds.fitting'

export function readByCalls({ kinds, servers, board, log }: AddRunDeps): Pick<Handlers, ReadBy> {
  const askedOf = (stored: StoredRun) => {
    const { kind, serverId } = stored.summary
    return { stored, from: kinds.get(kind), server: serverId === null ? null : servers.get(serverId) }
  }
  const kindOf = (id: string): Kind => {
    const kind = kinds.get(id)
    if (kind === undefined) throw new RunlightError('not-found', `There is no kind “${id.slice(0, 40)}”.`)
    return kind
  }
  const storedOf = async (run: number): Promise<StoredRun> => {
    board.summary(run)
    const stored = await log.run(run)
    if (stored === null) throw noSuchRun(run)
    return stored
  }
  const fits = (kind: Kind, stored: StoredRun) => asKind(kind, askedOf(stored), null, servers.byUrl) !== null

  return {
    'runs.request': async ({ run }) => {
      const request = requestOfStored(askedOf(await storedOf(run)), null)
      if (request === null)
        throw new RunlightError('not-found', 'What this run asked for is not known any more.')
      const { method, url, headers, body } = request
      const open = Object.entries(headers).filter(([name]) => isPublicHeader(name))
      return { method, url, headers: Object.fromEntries(open), body }
    },
    'kinds.fitting': async ({ kind: id }) => {
      const kind = kindOf(id)
      const candidates = [...board.summaries()]
        .filter((run) => run.kind === id || takesAnyUrl(kinds.get(run.kind)))
        .toSorted((a, b) => b.createdAt - a.createdAt)
        .slice(0, looked)
      const fitting: number[] = []
      for (const { id: run } of candidates) {
        if (fitting.length >= named) break
        const stored = await log.run(run)
        if (stored !== null && fits(kind, stored)) fitting.push(run)
      }
      return { runs: fitting }
    },
    'runs.readBy': async ({ run, kind: id }) => {
      const summary = board.summary(run)
      const kind = kindOf(id)
      if (!isSettled(summary.connection.state)) throw new RunlightError('not-allowed', stillWatched)
      if (!fits(kind, await storedOf(run)))
        throw new RunlightError(
          'bad-input',
          `What this run asked for is not at an address of ${kind.label}: its URL fits none of that kind’s.`,
        )
      await board.readAgain(run, { readAs: 'none', kind: id })
      return {}
    },
  }
}

/** A kind that asks a person for the whole address. */
function takesAnyUrl(kind: Kind | undefined): boolean {
  return kind !== undefined && !kind.needsServer && kind.fields.some(({ type }) => type === 'url')
}
