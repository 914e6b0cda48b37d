// What the job made, as the fold kept it: stages with their durations, text, items, checks, facts. Parts that the job does
// not have are not there.

import { formatCount, formatDuration } from '../../../core/basics/quantities.ts'
import { judgedStages } from '../../../core/job/checks.ts'
import type { Job } from '../../../core/job/job.ts'
import { bar, bounded, esc, type Html, inert, section, table } from './markup.ts'
import { reasoning, tools } from './model-parts.ts'

const shownItems = 500
const shownText = 400_000

/** `began` is when the run did, epoch ms. */
export function jobParts(job: Job, began: number): Html {
  return [
    stages(job),
    tools(job, began),
    reasoning(job),
    text(job),
    items(job),
    checks(job),
    facts(job),
  ].join('')
}

function stages(job: Job): Html {
  const { counts, lastEventAt } = job
  const list = judgedStages(job)
  const first = list[0]
  if (first === undefined) return ''
  const end = Math.max(lastEventAt ?? 0, ...list.map((one) => one.endedAt ?? 0))
  const span = Math.max(1, end - first.startedAt)
  const rows = list.map((one) => {
    const to = one.endedAt ?? end
    const tone = one.state === 'failed' ? 'bad' : one.state === 'running' ? 'accent' : 'ok'
    const word = { running: 'running', completed: 'completed', failed: 'failed' }[one.state]
    return [
      inert(one.label),
      `<span class="${tone}">${word}</span>`,
      esc(formatDuration(to - one.startedAt)),
      bar(((one.startedAt - first.startedAt) / span) * 100, ((to - first.startedAt) / span) * 100, tone),
    ]
  })
  const note =
    counts.stages > list.length ? `the first ${list.length} of ${formatCount(counts.stages, 'stage')}` : null
  return section('Stages', note, table(['Stage', 'State', 'Duration', ''], rows))
}

function text({ text: made }: Job): Html {
  if (made === null || made.content === '') return ''
  const source =
    made.source === 'final'
      ? 'the server’s authoritative text'
      : `assembled from ${formatCount(made.pieces, 'piece')}`
  const differs = made.differs ? '; it is not the same as the pieces that were streamed' : ''
  return section('Text', `${source}${differs}`, `<pre dir="auto">${bounded(made.content, shownText)}</pre>`)
}

function items({ items: list, counts }: Job): Html {
  if (list.length === 0) return ''
  const shown = list.slice(0, shownItems)
  const cards = shown.map(({ title, description, tags, state, id }) => {
    const more = description === null ? '' : `<span>${bounded(description, 600)}</span>`
    const marks = tags.map((tag) => `<span class="tag">${inert(tag)}</span>`).join('')
    return `<li><b>${inert(title === '' ? id : title)}</b><small>${inert([state, id].filter((one) => one !== null).join(' · '))}</small>${more}${marks}</li>`
  })
  const note =
    counts.items > shown.length
      ? `the first ${shown.length.toLocaleString('en-US')} of ${counts.items.toLocaleString('en-US')}`
      : counts.items.toLocaleString('en-US')
  return section('Items', note, `<ul class="items">${cards.join('')}</ul>`)
}

function checks({ checks: list }: Job): Html {
  if (list.length === 0) return ''
  const rows = list.map(({ name, passed, score, issues }) => [
    inert(name),
    passed ? '<span class="ok">passed</span>' : '<span class="bad">not passed</span>',
    score === null ? '' : esc(String(score)),
    issues.map(inert).join('<br>'),
  ])
  return section('Checks', null, table(['Check', 'Verdict', 'Score', 'Issues'], rows))
}

function facts({ facts: list }: Job): Html {
  if (list.length === 0) return ''
  const rows = list.map(({ name, value }) => `<dt>${inert(name)}</dt><dd>${bounded(value, 2_000)}</dd>`)
  return section('Facts', null, `<dl class="facts">${rows.join('')}</dl>`)
}
