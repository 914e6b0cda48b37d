// What people put on runs, and runs that came out of files.

import { local } from '../engine/fake-servers.ts'
import { kindOf } from '../engine/kinds.ts'
import { addRecording } from '../engine/record.ts'
import type { World } from '../engine/world.ts'
import { flashcardSteps } from './flashcards.ts'
import { addAllStates } from './plain-set.ts'

const note =
  'Cut at 14:02 by the proxy, see the ticket. The second attempt brought everything again.\n\nAsk the platform team whether the idle timeout can be raised to two minutes.'

/** The usual board with tags, a note, pins, one run that was seen, and an imported one. */
export function addMarked(world: World): void {
  addAllStates(world)
  for (const { summary } of world.runs.values()) {
    const { title } = summary
    if (title === 'Biology 101')
      summary.marks = { ...summary.marks, tags: ['proxy', 'night', 'to show Ana'], note, pinned: true }
    if (title === 'Import of suppliers')
      summary.marks = { ...summary.marks, tags: ['night'], acknowledgedAt: Date.now() - 60_000 }
    if (title === 'Organic chemistry')
      summary.marks = { ...summary.marks, tags: Array.from({ length: 12 }, (_, i) => `batch ${i + 1}`) }
    if (title === 'Nightly customer match') {
      summary.againOf = 1
      summary.retry = false
      summary.connection.notice =
        'Events arrive in bundles: something on the way, mostly a proxy that buffers, holds them back (here for 4 s)'
    }
  }
  addRecording(world, {
    kind: kindOf('flashcards'),
    server: local,
    title: 'Brought from a colleague',
    params: { run_id: '5' },
    steps: flashcardSteps(13, 'completed'),
    agoMs: 3 * 86_400_000,
    connection: { state: 'closed' },
    part: { imported: { file: 'biology-of-a-colleague.runlight', at: Date.now() - 3_600_000 } },
  })
}
