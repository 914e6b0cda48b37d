// `runlight mark`: the title, tags, note and pin of a run, and that it was seen.

import { isoTime } from '../../core/basics/times.ts'
import type { MarkChange } from '../../core/run/mark-change.ts'
import { findDataDir, markRun } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'
import { jsonLine } from '../terminal/json-line.ts'
import { printable } from '../terminal/printable.ts'

export type MarkOptions = {
  readonly title?: string
  readonly tag?: readonly string[]
  readonly untag?: readonly string[]
  readonly note?: string
  readonly pin?: true
  readonly unpin?: true
  readonly ack?: true
  readonly unack?: true
  readonly json?: true
  readonly dataDir?: string
}

/** Marks run `run`; refused beside a running Runlight, which has buttons for it. */
export async function mark(host: CliHost, run: number, options: MarkOptions): Promise<number> {
  const { title, tag, untag, note, pin, unpin, ack, unack } = options
  const change: MarkChange = {
    ...(title === undefined ? {} : { title }),
    ...(tag === undefined ? {} : { tag: [...tag] }),
    ...(untag === undefined ? {} : { untag: [...untag] }),
    ...(note === undefined ? {} : { note }),
    ...(pin === true ? { pinned: true } : unpin === true ? { pinned: false } : {}),
    ...(ack === true ? { acknowledged: true } : unack === true ? { acknowledged: false } : {}),
  }
  const { marks, title: now } = await markRun(
    findDataDir(options.dataDir, host.env, host.platform),
    run,
    change,
  )
  if (options.json === true) {
    const acknowledgedAt = marks.acknowledgedAt === null ? null : isoTime(marks.acknowledgedAt)
    host.out.write(jsonLine({ run, title: now, ...marks, acknowledgedAt }))
    return 0
  }
  const said = [
    marks.pinned ? 'pinned' : '',
    marks.tags.length > 0 ? `tags: ${marks.tags.map(printable).join(', ')}` : '',
    marks.note === '' ? '' : `note: ${printable(marks.note)}`,
    marks.acknowledgedAt === null ? '' : 'seen',
  ].filter((part) => part !== '')
  host.out.write(`Run ${run}, ${printable(now)}: ${said.length === 0 ? 'no marks' : said.join('; ')}\n`)
  return 0
}
