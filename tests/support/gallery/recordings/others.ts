// Videos, learning paths, processes, chats and plain streams, as their services stream them.

import type { Step } from '../engine/record.ts'

const json = (value: unknown) => JSON.stringify(value)

export function videoSteps(runningMs: number, end: 'completed' | 'failed' | null = null): readonly Step[] {
  const base = {
    request_id: 456,
    video_uuid: '4f3e2d1c-77aa-4b1e-9c0d-1f2e3d4c5b6a',
    started_at: '2025-01-01T12:01:00Z',
  }
  return [
    {
      after: 60,
      name: 'status',
      data: json({ status: 'pending', ...base, started_at: null, completed_at: null }),
    },
    { after: 2_000, name: 'status', data: json({ status: 'processing', ...base, completed_at: null }) },
    ...Array.from(
      { length: Math.floor(runningMs / 15_000) },
      (): Step => ({ after: 15_000, name: 'ping', data: json({ ts: '2025-01-01T12:05:00Z' }) }),
    ),
    ...(end === null
      ? []
      : [
          {
            after: 3_000,
            name: 'status',
            data: json({ status: end, ...base, completed_at: '2025-01-01T12:03:00Z' }),
          },
          { after: 10, name: 'end', data: json({ status: end }) },
        ]),
  ]
}

const pathMessages = [
  'Analyzing your topic and requirements...',
  'Building curriculum structure with AI...',
  'Finding best resources...',
  'Adding career insights and job market data...',
]

export function pathSteps(count: number, end: 'done' | 'error' | null = null): readonly Step[] {
  const percents = [10, 30, 60, 80]
  const steps = pathMessages.slice(0, count).map(
    (message, i): Step => ({
      after: 3_400,
      name: 'message',
      data: json({ progress: percents[i], message }),
    }),
  )
  if (end === 'done')
    return [
      ...steps,
      {
        after: 2_000,
        name: 'message',
        data: json({ progress: 100, done: true, redirect_url: '/result/8c1f', message: 'Complete!' }),
      },
    ]
  if (end === 'error')
    return [
      ...steps,
      { after: 900, name: 'message', data: json({ error: 'Rate limit reached for model; retry after 20s' }) },
    ]
  return steps
}

const stepNames = [
  'Loading data',
  'Validating records',
  'Matching customers',
  'Writing results',
  'Sending notices',
]

export function processSteps(count: number, end: 'result' | 'error' | null = null): readonly Step[] {
  const steps = stepNames.slice(0, count).flatMap((step_name, i): readonly Step[] => [
    {
      after: 4_200,
      name: 'progress',
      data: json({
        current_step: i + 1,
        total_steps: stepNames.length,
        step_name,
        percent: Math.floor(((i + 1) / stepNames.length) * 100),
      }),
    },
    {
      after: 300,
      name: 'log',
      data: json({
        timestamp: '2025-01-01T12:00:03Z',
        level: i === 2 ? 'warning' : 'info',
        message: i === 2 ? '3 customers have no address and were left out' : `${step_name}: 1,204 records`,
        details: null,
      }),
    },
  ])
  if (end === 'result')
    return [
      ...steps,
      {
        after: 1_000,
        name: 'result',
        data: json({
          success: true,
          data: { written: 1_201, skipped: 3, report: 'https://files.example.com/reports/2025-01-01.csv' },
        }),
      },
    ]
  if (end === 'error')
    return [
      ...steps,
      {
        after: 1_000,
        name: 'error',
        data: json({ error: 'database is locked: could not write batch 7 of 12' }),
      },
    ]
  return steps
}

const answer =
  'Tides are the sea following the Moon around. The Moon pulls on the water that is nearest to it a little harder than on the rest of the Earth, so the water heaps up in a gentle bulge. On the far side there is a second bulge, because there the Moon pulls less than on the ground below. As the Earth turns, your beach passes through both: high tide, low tide, high tide, low tide.'

export function chatSteps(letters: number, done: boolean): readonly Step[] {
  const words = answer.slice(0, letters).match(/\S+\s*/g) ?? []
  return [
    ...words.map((content): Step => ({ after: 55, name: 'message', data: json({ content }) })),
    ...(done ? [{ after: 20, name: 'message', data: '[DONE]' }] : []),
  ]
}

export function plainSteps(count: number): readonly Step[] {
  return Array.from(
    { length: count },
    (_, i): Step => ({
      after: 800,
      name: i % 5 === 4 ? 'deploy.finished' : 'deploy.log',
      id: String(400 + i),
      data:
        i % 7 === 3
          ? 'pulling image registry.example.com/web:1.4.2'
          : json({ host: `web-${(i % 3) + 1}`, line: 'health check passed', attempt: i }),
    }),
  )
}
