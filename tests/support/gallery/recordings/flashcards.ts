// A flashcard run as its service streams it: one status, then sets as they are first seen, pings between.

import type { Step } from '../engine/record.ts'

const topics: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'Biology 101: Cell structure',
    'Membranes, organelles and the cytoskeleton in 24 cards.',
    ['biology', 'cells'],
  ],
  [
    'Biology 101: Photosynthesis',
    'Light reactions, the Calvin cycle, and what limits both.',
    ['biology', 'plants', 'energy'],
  ],
  [
    'Biology 101: Mitosis and meiosis',
    'The phases side by side, with the mistakes people make.',
    ['biology', 'cells', 'division'],
  ],
  ['Biology 101: Mendelian genetics', 'Punnett squares, dominance, linkage.', ['biology', 'genetics']],
  ['Biology 101: DNA replication', 'Generating...', ['biology', 'genetics', 'molecules']],
  ['Biology 101: Protein synthesis', 'Generating...', ['biology', 'molecules']],
  ['Biology 101: Enzymes', 'Generating...', ['biology', 'energy', 'molecules']],
  ['Biology 101: Evolution', 'Generating...', ['biology', 'evolution']],
  ['Biology 101: Ecosystems', 'Generating...', ['biology', 'ecology']],
  ['Biology 101: The nervous system', 'Generating...', ['biology', 'anatomy']],
  ['Biology 101: The immune system', 'Generating...', ['biology', 'anatomy', 'disease']],
  ['Biology 101: Plant anatomy', 'Generating...', ['biology', 'plants']],
  ['Biology 101: Classification', 'Generating...', ['biology', 'evolution']],
]

const json = (value: unknown) => JSON.stringify(value)

function status(state: string, created: number, completed: number, total: number | null): string {
  const progress_percent = total === null ? null : Math.round((completed / total) * 10_000) / 100
  return json({
    status: state,
    sets_created: created,
    sets_completed: completed,
    total_expected: total,
    progress_percent,
  })
}

/** The first events of a run, up to `sets` sets; `end` adds its last event. */
export function flashcardSteps(sets: number, end: 'completed' | 'failed' | null = null): readonly Step[] {
  const steps: Step[] = [
    { after: 40, name: 'status', data: status('pending', 0, 0, null) },
    { after: 1_010, name: 'status', data: status('processing', 0, 0, topics.length) },
  ]
  for (const [i, [title, description, tags]] of topics.slice(0, sets).entries()) {
    const data = json({
      id: 345 + i,
      title,
      description,
      tags,
      status: i < sets - 3 ? 'completed' : 'processing',
      created_at: `2025-01-01T12:0${i % 10}:00Z`,
    })
    steps.push({ after: 2_020, name: 'set', data })
    steps.push({
      after: 1_000,
      name: 'status',
      data: status('processing', i + 1, Math.max(0, i), topics.length),
    })
    if (i % 4 === 3) steps.push({ after: 900, name: 'ping', data: json({ ts: '2025-01-01T12:05:00Z' }) })
  }
  if (end !== null) {
    const done = end === 'completed' ? topics.length : sets - 1
    steps.push({ after: 1_000, name: 'status', data: status(end, sets, done, topics.length) })
    steps.push({ after: 20, name: 'end', data: json({ status: end }) })
  }
  return steps
}

/** What a new connection says first: the present status and every set again, `after` ms after the last event. */
export function flashcardRepeats(sets: number, after: number): readonly Step[] {
  const steps = flashcardSteps(sets)
  const last = steps.findLast((step) => step.name === 'status')
  const again = [...(last === undefined ? [] : [last]), ...steps.filter((step) => step.name === 'set')]
  return again.map((step, i) => ({ ...step, after: i === 0 ? after : 3, flags: 2 }))
}

/** A long run: `count` sets on many subjects. */
export function manySets(count: number): readonly Step[] {
  return [
    { after: 40, name: 'status', data: status('processing', 0, 0, count) },
    ...Array.from({ length: count }, (_, i): Step => {
      const [title, description, tags] = topics[i % topics.length] ?? topics[0] ?? ['', '', []]
      const data = json({
        id: i + 1,
        title: `${title} ${Math.floor(i / topics.length) + 1}`,
        description,
        tags,
        status: i < count - 40 ? 'completed' : 'processing',
      })
      return { after: 120, name: 'set', data }
    }),
    { after: 100, name: 'status', data: status('processing', count, count - 40, count + 200) },
  ]
}
