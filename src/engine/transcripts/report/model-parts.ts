// What a model did on the way to its answer: its calls of tools with their bars on the run's time, and its reasoning, closed
// until somebody opens it.

import { formatCount, formatMs } from '../../../core/basics/quantities.ts'
import type { Job, Tool } from '../../../core/job/job.ts'
import {
  type ToolOutcome,
  toolAxis,
  toolBar,
  toolOutcome,
  toolsNote,
  toolTook,
  toolWords,
} from '../../../core/job/tools.ts'
import { bar, bounded, esc, type Html, inert, section, table } from './markup.ts'

const shownText = 200_000
const shownTool = 2_000
const tones: Readonly<Record<ToolOutcome, string>> = {
  writing: 'accent',
  running: 'accent',
  completed: 'ok',
  failed: 'bad',
  called: 'calm',
  cut: 'warn',
}

/** `began` is when the run did, epoch ms. */
export function tools(job: Job, began: number): Html {
  const { tools: list = [], counts, state } = job
  if (list.length === 0) return ''
  const axis = toolAxis(job, began, job.lastEventAt ?? began)
  const rows = list.map((tool) => {
    const outcome = toolOutcome(tool, state)
    const took = toolTook(tool)
    const { from, to } = toolBar(tool, outcome, axis)
    return [
      inert(tool.name ?? 'not named'),
      `<span class="${tones[outcome]}">${toolWords[outcome]}</span>`,
      took === null ? '' : esc(formatMs(took)),
      bar(from * 100, to * 100, tones[outcome]),
      said(tool),
    ]
  })
  const heads = ['Tool', 'State', 'Took', '', 'Said']
  return section('Tool calls', toolsNote(list.length, counts), table(heads, rows, 'tools'))
}

/** What went wrong comes first. */
function said({ state, args, argsLength, result }: Tool): Html {
  const cut =
    argsLength > args.length ? ` <span class="cut">cut, ${formatCount(argsLength, 'character')}</span>` : ''
  const given = args === '' ? '' : `<b>Arguments</b> ${bounded(args, shownTool)}${cut}`
  const back =
    result === null ? '' : `<b>${state === 'failed' ? 'Error' : 'Result'}</b> ${bounded(result, shownTool)}`
  const parts = state === 'failed' ? [back, given] : [given, back]
  return parts.filter((part) => part !== '').join('<br>')
}

export function reasoning({ reasoning: text, reasoned }: Job): Html {
  if (text === undefined || text.content === '') return ''
  const ms = reasoned === undefined ? 0 : reasoned.lastAt - reasoned.firstAt
  const length = formatCount(text.length, 'character')
  const cut =
    text.length > text.content.length ? `, cut at ${formatCount(text.content.length, 'character')}` : ''
  const note = `${length}${ms > 0 ? ` in ${formatMs(ms)}` : ''}${cut}`
  const body = `<details><summary>Show it</summary><pre dir="auto">${bounded(text.content, shownText)}</pre></details>`
  return section('Reasoning', note, body)
}
