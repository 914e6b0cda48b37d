// Kinds without an engine, for the terminal: those there are, what is wrong with a kind file, and what one makes of a
// recording. Nothing is stored and nothing is asked for.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { RunlightError } from '../../core/basics/errors.ts'
import type { KindFileInfo } from '../../core/contract/calls/kinds.ts'
import { eventMessage } from '../../core/job/event-message.ts'
import { fold, newJob } from '../../core/job/fold.ts'
import type { Job } from '../../core/job/job.ts'
import type { Reading } from '../../core/job/reading.ts'
import type { Kind } from '../../core/kind/kind.ts'
import { idOfKindFile } from '../../core/kind-file/parse.ts'
import type { KindFileProblem } from '../../core/kind-file/problem.ts'
import { openKinds } from '../base/kind-set.ts'
import { kinds as ownKinds } from '../base/kinds.ts'
import { kindsFolder, readKindFile } from '../base/read-kind-files.ts'
import { kindFilesOf } from '../calls/kind-files.ts'
import { readEvent } from '../fold/read-event.ts'
import type { NewEvent } from '../log/rows.ts'
import { fileAt } from '../transcripts/import/file-at.ts'
import { createImporter } from '../transcripts/import/importer.ts'

export type KindsThere = {
  readonly own: readonly Pick<Kind, 'id' | 'label'>[]
  readonly files: readonly KindFileInfo[]
  readonly folder: string
}

/** The kinds of `dataDir`: Runlight's own, and those of its kind files. */
export function listKindsThere(dataDir: string): KindsThere {
  const own = [...ownKinds.values()].map(({ id, label }) => ({ id, label }))
  return { own, files: kindFilesOf(openKinds(dataDir)), folder: kindsFolder(dataDir) }
}

export type KindFileCheck = {
  readonly id: string
  /** Null where something is wrong with it. */
  readonly kind: Kind | null
  readonly problems: readonly KindFileProblem[]
}

/** What is wrong with the kind file at `path`. Throws `bad-input` where it cannot be read at all. */
export function checkKindFile(path: string): KindFileCheck {
  const id = idOfKindFile(path)
  try {
    const parsed = readKindFile(path)
    return parsed.ok ? { id, kind: parsed.kind, problems: [] } : { id, kind: null, problems: parsed.problems }
  } catch {
    throw new RunlightError('bad-input', `There is no file that can be read at ${path}: check the path.`)
  }
}

/** An event of a recording as a kind file reads it: the `run` of the recording and its number in it. */
export type TriedEvent = {
  readonly run: number
  readonly seq: number
  readonly name: string
  readonly data: string
  readonly readings: readonly Reading[]
  /** What it says in one sentence; null where its data says it best. */
  readonly message: string | null
}

export type TriedRun = {
  readonly run: number
  readonly job: Job
  readonly events: number
  /** Events that nothing was read in, by their names. */
  readonly unread: Readonly<Record<string, number>>
  /** Where the server ends its stream in good order after this, that is the job's good end. */
  readonly endsWell: boolean
}

/**
 * Reads the recording at `path`, of any sort that can be imported, by `kind`, and tells of each event. Resolves to what became
 * of its runs; rejects with a RunlightError where it is no recording.
 */
export async function tryKind(
  kind: Kind,
  path: string,
  tell: (event: TriedEvent) => Promise<void>,
): Promise<readonly TriedRun[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'runlight-kinds-'))
  const runs: ReturnType<typeof startRun>[] = []
  try {
    const { file, size } = fileAt(path, null)
    if (size === null)
      throw new RunlightError('bad-input', `There is no file ${basename(path)}: check the path.`)
    const importer = createImporter({ ...file, scratch, at: Date.now() }, ownKinds)
    try {
      for (let step = await importer.next(); step.type !== 'done'; step = await importer.next()) {
        if (step.type === 'run') {
          runs.push(startRun(kind, runs.length + 1))
          importer.into(runs.length)
        }
        if (step.type !== 'batch') continue
        for (const event of step.batch.events) {
          const tried = runs.at(-1)?.add(event)
          if (tried !== undefined) await tell(tried)
        }
      }
    } finally {
      importer.close()
    }
    return runs.map((run) => run.end())
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

function startRun(kind: Kind, run: number) {
  const unread = new Map<string, number>()
  let job = newJob()
  return {
    add: (event: NewEvent): TriedEvent => {
      const { seq, at, name, data } = event
      const readings = readEvent(kind, event, {}, job.reader?.id)
      if (readings.length === 0) unread.set(name, (unread.get(name) ?? 0) + 1)
      job = fold(job, { at, readings, repeat: false })
      return { run, seq, name, data, readings, message: eventMessage(readings, data) }
    },
    end: (): TriedRun => ({
      run,
      job,
      events: job.counts.events,
      unread: Object.fromEntries(unread),
      endsWell: kind.endsWell?.(job, {}) === true,
    }),
  }
}
