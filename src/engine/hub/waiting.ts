// Why a run that is to be watched is not: no collector that lives has it. What a collector watches at all it says by its name
// for each server or tag; which credentials it holds nobody else knows. Pure.

import type { Server } from '../../core/contract/server.ts'
import { sameTag } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Member } from '../log/team-port.ts'

/** The run with the collector that has it and lives; one that waits for a collector says so, with why. */
export function withCollector(
  run: RunSummary,
  members: readonly Member[],
  server: (id: number) => Pick<Server, 'name' | 'hasSecret'> | null,
): RunSummary {
  const { team } = run
  if (team === undefined) return run
  const living = members.filter(({ role, state }) => role === 'collector' && state === 'alive')
  const has = living.some(({ name }) => name === team.collector)
  if (has || !team.wanted)
    return has || team.collector === null ? run : { ...run, team: { ...team, collector: null } }
  const cause = `waiting for a collector: ${whyNone(run, living, run.serverId === null ? null : server(run.serverId))}`
  return {
    ...run,
    team: { ...team, collector: null },
    connection: { ...run.connection, state: 'paused', cause, retryAt: null },
  }
}

function whyNone(
  run: RunSummary,
  living: readonly Member[],
  server: Pick<Server, 'name' | 'hasSecret'> | null,
): string {
  if (living.length === 0) return 'none is alive'
  if (!living.some(({ only }) => watches(only, run, server?.name ?? null)))
    return server === null ? 'none that is alive watches it' : `none that is alive watches ${server.name}`
  return server?.hasSecret === true
    ? `one that has the credentials of ${server.name} takes it`
    : 'the next one that is free takes it'
}

/** Whether a collector that was given `only` watches runs like this one; empty: it watches all. */
function watches(only: readonly string[], run: RunSummary, server: string | null): boolean {
  return (
    only.length === 0 ||
    only.some((one) => {
      const [, what, name = ''] = /^(server|tag):(.*)$/s.exec(one) ?? []
      if (what === 'tag') return run.marks.tags.some((tag) => sameTag(tag, name))
      return server !== null && (what === 'server' ? name : one) === server
    })
  )
}
