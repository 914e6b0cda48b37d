// Two hundred and more runs in all states, and a hand that moves a hundred of them ten times a second.

import { local, production, staging } from '../engine/fake-servers.ts'
import { kindOf } from '../engine/kinds.ts'
import { addRecording, append } from '../engine/record.ts'
import type { FakeRun, World } from '../engine/world.ts'
import { flashcardSteps } from './flashcards.ts'
import { pathSteps, processSteps, videoSteps } from './others.ts'
import { storySteps } from './stories.ts'

const subjects = [
  'Biology',
  'Organic chemistry',
  'World history',
  'Linear algebra',
  'Macroeconomics',
  'Astronomy',
  'Music theory',
  'Geology',
  'Statistics',
  'Latin',
]
const minute = 60_000

/** `count` runs of `servers`: about a quarter live, one in twelve in need of somebody, the rest finished. */
export function addCrowd(world: World, count: number, servers = [local, staging, production]): void {
  for (let i = 0; i < count; i++) {
    const server = servers[i % servers.length] ?? local
    const subject = `${subjects[i % subjects.length]} ${101 + Math.floor(i / subjects.length)}`
    const live = i % 4 === 0
    const needs = i % 12 === 5
    const agoMs = live ? (i % 7) * 300 : ((i * 7) % 600) * minute + minute
    const connection = live
      ? ({ state: 'live' } as const)
      : needs
        ? ({ state: 'stalled', cause: 'Silent for longer than its usual 15 s' } as const)
        : ({ state: 'closed' } as const)
    const open = live || needs
    const base = { server, agoMs: needs ? 20_000 + i * 150 : agoMs, connection }
    if (i % 5 === 0)
      addRecording(world, {
        ...base,
        kind: kindOf('videos'),
        params: { video_uuid: `4f3e2d1c-77aa-4b1e-9c0d-${String(i).padStart(12, '0')}` },
        steps: videoSteps(30_000, open ? null : 'completed'),
      })
    else if (i % 5 === 1)
      addRecording(world, {
        ...base,
        kind: kindOf('stories'),
        params: { child_id: String(i), theme: 'adventure', title: `${subject} as a story` },
        steps: storySteps(open ? 'writing' : 'complete'),
      })
    else if (i % 5 === 2)
      addRecording(world, {
        ...base,
        kind: kindOf('learning-paths'),
        params: { topic: subject },
        steps: pathSteps(open ? 2 : 4, open ? null : 'done'),
      })
    else if (i % 5 === 3)
      addRecording(world, {
        ...base,
        kind: kindOf('processes'),
        title: `Import ${subject}`,
        params: { path: '/api/process/stream' },
        steps: processSteps(open ? 3 : 5, open ? null : i % 15 === 3 ? 'error' : 'result'),
      })
    else
      addRecording(world, {
        ...base,
        kind: kindOf('flashcards'),
        title: subject,
        params: { run_id: String(i) },
        steps: flashcardSteps(open ? 6 : 13, open ? null : 'completed'),
      })
  }
}

/** Moves every live run of `world` by one event, a hundred at a time. */
export function moveCrowd(): (world: World) => readonly number[] {
  let turn = 0
  return (world) => {
    const live = [...world.runs.values()].filter((run) => run.summary.connection.state === 'live')
    const from = (turn * 100) % Math.max(1, live.length)
    turn++
    const moved = live.slice(from, from + 100)
    for (const run of moved) step(run)
    return moved.map((run) => run.summary.id)
  }
}

function step(run: FakeRun): void {
  const kind = kindOf(run.summary.kind)
  const at = Date.now()
  const percent = (run.rows.length * 3) % 100
  const data: Record<string, { name: string; data: unknown }> = {
    flashcards: {
      name: 'status',
      data: { status: 'processing', sets_created: 9, sets_completed: percent, total_expected: 100 },
    },
    videos: { name: 'ping', data: { ts: '2025-01-01T12:00:00Z' } },
    stories: {
      name: 'story_chunk',
      data: { type: 'content', data: { chunk: 'and so on ', is_complete: false } },
    },
    'learning-paths': {
      name: 'message',
      data: { progress: percent, message: `Looking at resource ${percent}` },
    },
    processes: {
      name: 'progress',
      data: { current_step: 3, total_steps: 5, step_name: 'Matching customers', percent },
    },
  }
  const event = data[run.summary.kind]
  if (event === undefined) return
  append(run, kind, { after: 0, name: event.name, data: JSON.stringify(event.data) }, at)
  // A scene runs for minutes at ten events a second: its rows are kept short, as a real window would not hold them.
  if (run.rows.length > 400) run.rows.splice(0, 200)
}
