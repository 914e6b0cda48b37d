// A hub of the shared log that may be killed at any moment: the hub's own following and its mirror of all runs, and every row of
// it printed as it becomes what a screen is served from. Argument: its options.

import type { RunSummary } from '../../src/core/run/run.ts'
import { systemClock } from '../../src/engine/base/clock.ts'
import { createFollow } from '../../src/engine/hub/follow.ts'
import { createMirror } from '../../src/engine/hub/mirror.ts'
import { createTeam } from '../../src/engine/log/postgres/team/create-team.ts'
import { say, startMember } from './team-words.ts'

const { url, name, instance, ttlMs } = startMember()
const pageRuns = 50
const team = createTeam(url, { name, role: 'hub', version: 'test', only: [], instance, ttlMs })
const mirror = createMirror((run) => run)

const show = (runs: readonly RunSummary[]) => {
  if (runs.length === 0) return
  say({
    hub: runs.map(({ id: run, events, gaps, connection }) => ({
      run,
      events,
      gaps,
      state: connection.state,
    })),
  })
}

const follow = createFollow({
  team,
  clock: systemClock,
  ttlMs,
  take: ({ runs, removed }) => {
    show(mirror.take(runs))
    mirror.remove(removed)
  },
  turn: async () => {},
  status: () => {},
  onDefect: (where, thrown) => say({ defect: `${where}: ${String(thrown)}` }),
})

for (let begun = false; !begun; ) {
  try {
    await team.join()
    await follow.begin()
    for (let before: number | null = null; ; ) {
      const { runs, next } = await team.page(before, pageRuns)
      mirror.load(runs)
      if (next === null) break
      before = next
    }
    begun = true
  } catch {
    // The database may be away, or the place of this hub's last life not yet free.
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
show([...mirror.runs()])
say({ ready: name })
follow.start()
