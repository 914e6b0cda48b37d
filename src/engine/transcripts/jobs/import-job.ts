// Imports as the engine does them: each run of a file goes into the log under a name of its own making and takes its true
// one when it is whole, so that an import that is cancelled, fails or is killed leaves nothing. A run that was watched here
// is never touched; of two imports of one run the longer stays.

import { randomUUID } from 'node:crypto'
import type { NewAlert } from '../../../core/alerts/alert.ts'
import { RunlightError } from '../../../core/basics/errors.ts'
import type { ImportReport } from '../../../core/contract/calls/transcripts.ts'
import type { RunSummary } from '../../../core/run/run.ts'
import type { Clock } from '../../base/clock.ts'
import { unpackBatch } from '../../log/packed-batch.ts'
import type { LogAccess } from '../../log/port.ts'
import { importingPrefix, type NewRun } from '../../log/rows.ts'
import type { Board } from '../../runs/board.ts'
import { startThread } from '../../threads/start.ts'
import type { ImportedHead, ImportSource, ImportStep } from '../import/import-steps.ts'
import type { ImportThread } from '../import/import-thread.ts'
import threadPath from '../import/import-thread.ts?modulePath'
import type { TranscriptJob } from './jobs.ts'

export type ImportDeps = {
  readonly log: LogAccess
  readonly board: Pick<Board, 'summary' | 'adopt' | 'remove'>
  readonly clock: Pick<Clock, 'now'>
  /** Stores alerts that are over, and tells nobody. */
  readonly keepAlerts: (alerts: readonly NewAlert[]) => Promise<void>
  /** The folder for the text of files that are packed. */
  readonly scratch: string
  /** The data directory whose kind files read what is taken in. */
  readonly kindsDir: string
}

export type ImportFile = Omit<ImportSource, 'at' | 'scratch'>

type Target = {
  readonly head: ImportedHead
  readonly run: number
  /** The earlier import of the same run. */
  readonly before: RunSummary | null
}

const youngMb = 16

/** Reads the file into the log; resolves to what became of it. Rejects with a RunlightError, and leaves nothing half. */
export async function importFile(
  deps: ImportDeps,
  file: ImportFile,
  job: Pick<TranscriptJob, 'signal' | 'update'>,
): Promise<ImportReport> {
  const source: ImportSource = { ...file, scratch: deps.scratch, at: deps.clock.now() }
  let runs: ImportReport['runs'] = []
  let target: Target | null = null
  let before = 0
  const thread = await startThread<ImportThread>(threadPath, { source, kindsDir: deps.kindsDir }, youngMb)

  /** Does what the step asks for; resolves to whether the next one was not asked for yet. */
  const take = async (step: Exclude<ImportStep, { type: 'batch' | 'done' }>): Promise<void> => {
    switch (step.type) {
      case 'run': {
        const known = await find(deps, step.head)
        if (known !== null && known.imported === null) {
          runs.push(reportOf('known', known))
          return thread.api.into(null)
        }
        target = { head: step.head, run: await deps.log.addRun(draftOf(step.head)), before: known }
        return thread.api.into(target.run)
      }
      case 'ran': {
        if (target === null) return
        const { entry, gone } = await settle(deps, target, step.summary, step.alerts ?? [])
        // A file may hold a run several times: what came first of it is told no more.
        const first = runs.find(({ run }) => run === gone)
        runs = [
          ...runs.filter(({ run }) => run !== gone),
          { ...entry, outcome: first?.outcome ?? entry.outcome },
        ]
        before += step.summary.events
        target = null
        return
      }
      case 'passed':
    }
  }

  try {
    let pending = thread.api.next()
    for (;;) {
      const step = await pending
      job.signal.throwIfAborted()
      job.update({ bytes: step.bytes })
      if (step.type === 'done') return report(file, runs, step)
      if (step.type === 'batch') {
        // The next one is made while this one is stored.
        pending = thread.api.next()
        pending.catch(() => {})
        await deps.log.commit(unpackBatch(step.batch)).catch((thrown: unknown) => {
          throw explainFull(thrown, file.name)
        })
        job.update({ events: before + step.events })
      } else {
        await take(step)
        pending = thread.api.next()
      }
    }
  } finally {
    await thread.kill()
    // What is left of it if this fails is removed at the next start.
    if (target !== null) await deps.log.removeRun((target as Target).run).catch(() => {})
  }
}

/** A live run waits for room; an import does not. */
function explainFull(thrown: unknown, name: string): unknown {
  if (!(thrown instanceof RunlightError) || thrown.code !== 'storage-full') return thrown
  return new RunlightError(
    'storage-full',
    `The disk is full, and nothing of ${name} was taken in: free some space, then import it again.`,
  )
}

/** The run of that name that the log has by now. */
async function find({ log, board }: ImportDeps, { uid }: ImportedHead): Promise<RunSummary | null> {
  const id = await log.runOf(uid)
  return id === null ? null : board.summary(id)
}

function draftOf({ kind, baseUrl, params, summary }: ImportedHead): NewRun {
  const uid = `${importingPrefix}${randomUUID()}`
  return { uid, kind, serverId: null, baseUrl, params, hasSecret: false, summary }
}

/** The run is whole: it takes its name, unless an earlier import of it says more. `gone` is the one that it replaces. */
async function settle(
  deps: ImportDeps,
  { head, run, before }: Target,
  made: RunSummary,
  alerts: readonly NewAlert[],
): Promise<{ entry: ImportReport['runs'][number]; gone: number | null }> {
  const { log, board } = deps
  const now = before === null ? await find(deps, head) : before
  if (now !== null && (now.imported === null || now.events >= made.events)) {
    await log.removeRun(run)
    return { entry: reportOf('known', now), gone: null }
  }
  // What a person has put on the earlier import stays on the longer one.
  const summary = now === null ? made : { ...made, title: now.title, marks: now.marks }
  if (alerts.length > 0) await deps.keepAlerts(alerts)
  await log.adoptRun(summary, head.uid, now?.id ?? null)
  board.adopt(summary)
  if (now !== null) await board.remove(now.id)
  return { entry: reportOf(now === null ? 'added' : 'replaced', summary), gone: now?.id ?? null }
}

function reportOf(
  outcome: ImportReport['runs'][number]['outcome'],
  { id, title, events }: RunSummary,
): ImportReport['runs'][number] {
  return { outcome, run: id, title, events }
}

function report(
  { name }: ImportFile,
  runs: ImportReport['runs'],
  { damaged, problems, notes }: Extract<ImportStep, { type: 'done' }>,
): ImportReport {
  if (runs.length > 0) return { file: name, runs, damaged, problems: [...problems], notes: [...notes] }
  const [first] = problems
  const why =
    first === undefined
      ? ''
      : first.line === null
        ? ` ${upperFirst(first.reason)}.`
        : ` Line ${first.line}: ${first.reason}.`
  throw new RunlightError('bad-input', `Nothing in ${name} can be taken in.${why}`, {
    damaged,
    problems: [...problems],
  })
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
