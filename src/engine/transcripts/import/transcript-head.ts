// The head of a run that a transcript's header announces. A selection of a run is a run of its own, and is named so.

import { createHash } from 'node:crypto'
import { formatCount } from '../../../core/basics/quantities.ts'
import { isClientThere } from '../../../core/run/client-words.ts'
import type { RunSummary } from '../../../core/run/run.ts'
import type { Header } from '../../../core/transcript/format.ts'
import type { ImportedHead, ImportSource } from './import-steps.ts'
import { importedSummary } from './imported-summary.ts'

export function headOf(header: Header, source: ImportSource): ImportedHead {
  const { run, selection } = header
  const part =
    selection === null ? null : createHash('sha256').update(JSON.stringify(selection.ranges)).digest('hex')
  const of =
    selection === null
      ? ''
      : ` (${header.events.toLocaleString('en-US')} of ${formatCount(selection.of, 'event')})`
  const uid = part === null ? run.uid : `${run.uid}#${part.slice(0, 16)}`
  const summary = importedSummary(source, {
    kind: run.kind,
    server: run.server,
    title: `${run.title}${of}`,
    createdAt: run.createdAt,
    generates: run.generates,
    beatMs: run.beatMs,
  })
  return {
    uid,
    kind: run.kind,
    baseUrl: run.baseUrl,
    params: run.params,
    events: header.events,
    summary: {
      ...summary,
      marks: run.marks,
      job: { ...summary.job, ...run.job },
      connection: run.connection,
      ...(run.tapped === undefined ? {} : { tapped: tappedOf(run.tapped, run.uid, header.exportedAt) }),
    },
  }
}

/** A record of a tap that is not here: no stream goes on with it, and of a client that was still there nothing more is known. */
function tappedOf(
  { client, unrecorded }: NonNullable<Header['run']['tapped']>,
  uid: string,
  exportedAt: number,
): NonNullable<RunSummary['tapped']> {
  const left = !isClientThere(client)
    ? client
    : { ...client, state: 'unknown' as const, since: exportedAt, waiting: 0 }
  return { uid: uid.slice(0, 100), job: null, client: left, unrecorded }
}
