// The progress of a job service that no kind knows: JSON with steps, a percentage, things made and an end, and three runs of
// it at one address.

import { kinds } from '../engine/kinds.ts'
import type { Step } from '../engine/record.ts'
import { addRecording } from '../engine/record.ts'
import type { World } from '../engine/world.ts'

const said = (name: string, data: object): Step => ({ after: 900, name, data: JSON.stringify(data) })
const frames = ['title.png', 'harbour.png', 'lighthouse.png', 'credits.png']

const renderSteps: readonly Step[] = [
  said('status', { job: 4711, status: 'queued', queue: { position: 3 } }),
  said('status', { job: 4711, status: 'running', worker: 'render-07' }),
  ...[4, 18, 37, 52].map((pct) =>
    said('progress', { pct, step: { name: 'Load the scene', of: 3 }, eta_s: 140 - pct }),
  ),
  said('note', { level: 'warning', text: 'The texture “sea” is missing: the plain one is taken.' }),
  ...frames.map((path, i) => said('frame', { path, ms: 812 + i * 31, state: 'completed' })),
  ...[64, 71, 88, 100].map((pct) =>
    said('progress', { pct, step: { name: 'Render the frames', of: 3 }, eta_s: 120 - pct }),
  ),
  said('metrics', { cpu: 0.91, memory_mb: 2_048 }),
  said('status', { job: 4711, status: 'succeeded', output: 'film.mp4' }),
]

/** Three runs, the latest with `more` of its events. */
export function addRenders(world: World): void {
  const kind = kinds.get('plain')
  if (kind === undefined) return
  for (const [job, hours] of [
    ['4709', 50],
    ['4710', 27],
    ['4711', 0.2],
  ] as const)
    addRecording(world, {
      kind,
      server: null,
      host: 'render.example.com',
      params: { url: `https://render.example.com/v1/jobs/${job}/events?lang=en` },
      steps: renderSteps,
      agoMs: hours * 3_600_000,
      connection: { state: 'ended-early', cause: 'The server ended the stream' },
    })
}
