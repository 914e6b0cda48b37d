// A watch for programs: one JSON object a line, each written as soon as what it says is committed.

import { isoTime } from '../../core/basics/times.ts'
import { formatNotice } from '../../core/run/notice.ts'
import type { Connection, Gap } from '../../core/run/run.ts'
import { alertFields } from '../host/alert-line.ts'
import { eventLine } from '../host/event-line.ts'
import { jsonLine } from '../terminal/json-line.ts'
import type { NoticeNote } from './notes.ts'
import type { View } from './view.ts'

/** `write` is given whole lines. */
export function createJsonView(write: (text: string) => void): View {
  let told = ''
  const connection = (
    at: number,
    { state, cause, attempt }: Pick<Connection, 'state' | 'cause' | 'attempt'>,
  ) => write(jsonLine({ type: 'connection', state, cause, attempt, at: isoTime(at) }))

  const state: View['state'] = ({ job }) => {
    const { state: word, percent, stage, usage, tool } = job
    const line = jsonLine({
      type: 'run',
      job: word,
      percent,
      stage,
      ...(tool === undefined ? {} : { tool }),
      ...(usage === undefined ? {} : { usage }),
    })
    if (line !== told) write(line)
    told = line
  }
  return {
    wantsEvents: true,
    // A new run has not moved yet: its first transition says that it connects.
    begin: ({ connection: now }) => {
      if (now.attempt > 0) connection(now.since, now)
    },
    note: (note) => {
      if (note.type === 'gap') write(gapLine(note.gap))
      else if (note.type === 'notice') write(noticeLine(note))
      else connection(note.transition.at, note.transition)
    },
    alert: (alert) => write(jsonLine({ type: 'alert', ...alertFields(alert) })),
    event: (row) => write(eventLine(row)),
    state,
    end: (outcome) => write(jsonLine({ type: 'outcome', ...outcome })),
  }
}

/** The same gap comes again when more is known of it: its number stays. */
function gapLine(gap: Gap): string {
  const until = gap.until === null ? null : isoTime(gap.until)
  return jsonLine({ type: 'gap', ...gap, from: isoTime(gap.from), until })
}

/** The same code comes again at the attempt's end where the count has grown. */
function noticeLine({ attempt, afterSeq, at, notice: { code, count, first } }: NoticeNote): string {
  const text = formatNotice({ code, count, first })
  return jsonLine({ type: 'notice', code, count, first, text, attempt, afterSeq, at: isoTime(at) })
}
