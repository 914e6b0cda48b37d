// A run as the board shows it, made from its folded job: a projection, bounded in size whatever the job holds.

import { noMarks } from '../run/no-marks.ts'
import type { RunSummary } from '../run/run.ts'
import { failedChecks, failedChecksMessage, judgedStages } from './checks.ts'
import { newJob } from './fold.ts'
import type { Job } from './job.ts'

const shownStages = 4
const shownText = 200
/** In UTF-16 units. */
const longestTitle = 300

type KnownFields = Pick<RunSummary, 'kind' | 'server' | 'title' | 'createdAt' | 'generates' | 'beatMs'> &
  Partial<Omit<RunSummary, 'id'>>

/** The summary of a run of which nothing has arrived yet: fields not given are empty, zero or unknown. */
export function newSummary(known: KnownFields): Omit<RunSummary, 'id'> {
  return {
    serverId: null,
    againOf: null,
    marks: { ...noMarks, tags: [] },
    imported: null,
    job: summariseJob(newJob()),
    connection: { state: 'idle', cause: null, attempt: 0, since: known.createdAt, retryAt: null },
    events: 0,
    pings: 0,
    unreadable: 0,
    repeats: 0,
    late: 0,
    gaps: 0,
    bytes: 0,
    lastEventAt: null,
    lastBytesAt: null,
    ...known,
    title: known.title.slice(0, longestTitle),
  }
}

/** The summary's part that comes from the job. */
export function summariseJob(job: Job): RunSummary['job'] {
  const running = job.stages.findLast((stage) => stage.state === 'running')
  return {
    state: job.state,
    cause: job.cause ?? failedChecksMessage(job),
    percent: job.progress.percent,
    done: job.progress.done,
    total: job.progress.total,
    raw: job.progress.raw,
    firstProgress: job.progress.first,
    stages: judgedStages(job)
      .slice(-shownStages)
      .map(({ label, state }) => ({ label: label.slice(0, shownText), state })),
    stage: (running ?? job.stages.at(-1))?.label.slice(0, shownText) ?? null,
    stageCount: job.counts.stages,
    stagesOf: job.stagesOf,
    items: job.counts.items,
    textLength: job.text?.length ?? 0,
    failedChecks: failedChecks(job).length,
    lastLog: job.lastLog?.message.slice(0, shownText) ?? null,
    firstEventAt: job.firstEventAt,
    firstContentAt: job.firstContentAt,
    finishedAt: job.finishedAt,
    ...(job.times === undefined ? {} : { times: job.times }),
    ...(job.usage === undefined ? {} : { usage: job.usage }),
    ...(job.written === undefined ? {} : { written: job.written }),
    ...(job.reasoned === undefined ? {} : { reasoned: job.reasoned }),
    ...summariseTools(job),
    ...(job.reader === undefined ? {} : { reader: job.reader }),
  }
}

function summariseTools({ counts, toolNames, tools = [] }: Job): Partial<RunSummary['job']> {
  if (counts.tools === undefined) return {}
  const underWay = tools.findLast(({ endedAt, name }) => endedAt === null && name !== null)?.name ?? null
  return {
    tools: counts.tools,
    ...(counts.toolsEnded === undefined ? {} : { toolsEnded: counts.toolsEnded }),
    ...(counts.toolsFailed === undefined ? {} : { toolsFailed: counts.toolsFailed }),
    ...(toolNames === undefined ? {} : { toolNames: toolNames.map((name) => name.slice(0, shownText)) }),
    ...(underWay === null ? {} : { tool: underWay.slice(0, shownText) }),
  }
}
