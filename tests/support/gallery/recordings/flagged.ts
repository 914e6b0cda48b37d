// A log in which every mark of a row is to be seen, and a connection of which everything odd was noticed.

import { flags } from '../../../../src/core/log/flags.ts'
import { noticeCodes } from '../../../../src/core/run/notice.ts'
import { local } from '../engine/fake-servers.ts'
import { kindOf } from '../engine/kinds.ts'
import { addRecording, type Step } from '../engine/record.ts'
import type { World } from '../engine/world.ts'
import { flashcardSteps } from './flashcards.ts'

const status = '{"status":"processing","sets_created":4,"sets_completed":2,"total_expected":12}'

const rows: readonly (readonly [string, number])[] = [
  [status, 0],
  [status, flags.repeat],
  [status, flags.maybeRepeat],
  ['{"status":"processing","note":"a warning"}', flags.warning],
  ['{"status":"processing","note":"an error"}', flags.error],
  ['not JSON at all', flags.unreadable],
  [`{"status":"processing","note":"${'x'.repeat(400)}`, flags.truncated],
  ['{"status":"processing","note":"caf\uFFFD"}', flags.invalidUtf8],
  [status, flags.maybeRepeat | flags.error],
  ['', flags.noData],
  ['{"status":"compl', flags.cutOff],
  ['{"code":500,"message":"it broke"}', flags.bareLine | flags.error],
]

export function addFlagged(world: World): void {
  const before = flashcardSteps(5)
  const flagged = rows.map(([data, bits]): Step => ({ after: 700, name: 'status', data, flags: bits }))
  const after: Step = { after: 900, name: 'status', data: '{"status":"completed"}', flags: flags.late }
  const seq = before.length + 2
  addRecording(world, {
    kind: kindOf('flashcards'),
    server: local,
    title: 'Every mark of a row',
    params: { run_id: '31' },
    steps: [...before, ...flagged, ...flashcardSteps(13, 'completed').slice(-2), after],
    agoMs: 60_000,
    connection: { state: 'closed' },
    wire: (at) => ({
      attempts: [
        { afterSeq: 0, endedAt: at(seq), ending: 'The connection was reset' },
        {
          startedAt: at(seq) + 300,
          afterSeq: seq,
          notices: noticeCodes.map((code, i) => ({ code, at: at(seq) + 400, count: 3 + i, first: '<html>' })),
        },
      ],
      gaps: (['nothing', 'some', 'unproven', 'unknown'] as const).map((missed, i) => ({
        afterSeq: seq + i * 2,
        attempt: 1,
        from: at(seq + i * 2),
        until: at(seq + i * 2) + 300,
        cause: 'disconnected',
        missed,
        ...(missed === 'some' ? { count: 4 } : {}),
        basis: missed === 'unknown' ? 'no ids' : 'resumed by id 418',
      })),
    }),
  })
}
