// A trace for each run: a span for the run, and within it a client span for each of its attempts, with the times that are stored. A
// span is made when what it stands for is over, so that nothing is held of a run that goes on for days.

import {
  type Attributes,
  type Context,
  type Link,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import type { IdGenerator } from '@opentelemetry/sdk-trace'
import { isOfModel } from '../../core/job/model.ts'
import type { Attempt, RunSummary } from '../../core/run/run.ts'
import type { EngineInside } from '../../engine/index.ts'
import type { Cleaner } from '../told/cleaner.ts'
import { type Ids, runIds, spanId } from '../told/ids.ts'
import type { RunNews } from '../told/news.ts'
import { errorOf, isFailure, outcomeOf } from '../told/outcome.ts'
import {
  addressAttributes,
  groupAttributes,
  methodOf,
  modelAttributes,
  usageAttributes,
} from './attributes.ts'

/** Attempts that were told, of this many runs: one that is over may be stored again, when its client has ended too. */
const mostRemembered = 10_000

/** The ids that the next span gets. */
export type NextIds = IdGenerator & { readonly set: (ids: Ids) => void }

export function createNextIds(): NextIds {
  let next: Ids = { trace: '', span: '' }
  return {
    set: (ids) => {
      next = ids
    },
    generateTraceId: () => next.trace,
    generateSpanId: () => next.span,
  }
}

/** The context of what happens within a run. */
export function contextOf(ids: Ids): Context {
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId: ids.trace,
    spanId: ids.span,
    traceFlags: TraceFlags.SAMPLED,
  })
}

type SpanDraft = {
  readonly ids: Ids
  readonly parent: Context
  readonly name: string
  readonly kind: SpanKind
  /** Epoch ms. */
  readonly from: number
  readonly until: number
  readonly attributes: Attributes
  readonly links?: Link[]
  readonly status: { readonly code: SpanStatusCode; readonly message?: string }
}

export function createTraces(
  tracer: Tracer,
  next: NextIds,
  { place, run: find }: Pick<EngineInside, 'place' | 'run'>,
  { text: clean, name: cleanName }: Pick<Cleaner, 'text' | 'name'>,
) {
  /** The latest attempt that was told, by run; oldest first. */
  const told = new Map<number, number>()
  /** Runs that go on after they rested, and since when. */
  const resumedAt = new Map<number, number>()

  const emit = ({ ids, parent, name, kind, from, until, attributes, links = [], status }: SpanDraft) => {
    next.set(ids)
    const span = tracer.startSpan(name, { kind, startTime: from, attributes, links }, parent)
    span.setStatus(status)
    span.end(Math.max(from, until))
  }
  const group = ({ id, kind, server }: RunSummary): Attributes => ({
    ...groupAttributes({ kind, server: cleanName(server) }),
    'runlight.run.id': id,
  })

  const attempt = (news: RunNews, one: Attempt, until: number) => {
    const { now } = news
    const run = runIds(place, now)
    const outcome = outcomeOf(news, one.number)
    const failed = outcome !== null && isFailure(outcome.state)
    const error = one.status !== null && one.status >= 400 ? String(one.status) : (outcome?.state ?? null)
    const method = methodOf(one.method)
    emit({
      ids: { trace: run.trace, span: spanId(run, `attempt ${one.number}`) },
      parent: contextOf(run),
      name: method,
      kind: SpanKind.CLIENT,
      from: one.startedAt,
      until,
      attributes: {
        ...group(now),
        ...addressAttributes(one.url),
        'http.request.method': method,
        'url.full': clean(one.url),
        ...(one.status === null ? {} : { 'http.response.status_code': one.status }),
        ...(one.number === 1 ? {} : { 'http.request.resend_count': one.number - 1 }),
        ...(failed && error !== null ? { 'error.type': error } : {}),
        'runlight.attempt.number': one.number,
        'runlight.attempt.events': one.events,
        'runlight.attempt.bytes': one.bytes,
        'runlight.attempt.resumed': one.resumedFrom !== null,
        ...(outcome === null ? {} : { 'runlight.outcome': outcome.state }),
      },
      status: failed
        ? { code: SpanStatusCode.ERROR, message: clean(outcome.cause ?? one.ending ?? '') }
        : { code: outcome?.state === 'closed' ? SpanStatusCode.OK : SpanStatusCode.UNSET },
    })
  }

  const linksOf = ({ againOf }: RunSummary): Link[] => {
    const before = againOf === null ? undefined : find(againOf)
    if (before === undefined) return []
    const { trace: traceId, span } = runIds(place, before)
    return [{ context: { traceId, spanId: span, traceFlags: TraceFlags.SAMPLED } }]
  }

  const rested = ({ now }: RunNews) => {
    const run = runIds(place, now)
    const error = errorOf(now)
    const from = resumedAt.get(now.id)
    resumedAt.delete(now.id)
    emit({
      ...(from === undefined
        ? { ids: run, parent: ROOT_CONTEXT, links: linksOf(now) }
        : { ids: { trace: run.trace, span: spanId(run, `again ${from}`) }, parent: contextOf(run) }),
      name: from === undefined ? 'run' : 'run, resumed',
      kind: SpanKind.INTERNAL,
      from: from ?? now.askedAt ?? now.createdAt,
      until: now.connection.since,
      attributes: {
        ...group(now),
        ...(isOfModel(now.job) ? modelAttributes(now) : {}),
        ...(now.job.usage === undefined ? {} : usageAttributes(now.job.usage, clean)),
        'runlight.outcome': now.connection.state,
        'runlight.job.state': now.job.state,
        'runlight.run.events': now.events,
        'runlight.run.gaps': now.gaps,
        'runlight.run.attempts': now.connection.attempt,
        ...(error === null ? {} : { 'error.type': error }),
      },
      status: statusOf(now, error),
    })
  }
  // What the job says of its failure are the server's words, which stay here.
  const statusOf = ({ job, connection }: RunSummary, error: string | null): SpanDraft['status'] => {
    if (error === null) return { code: job.state === 'completed' ? SpanStatusCode.OK : SpanStatusCode.UNSET }
    return error === 'failed' || connection.cause === null
      ? { code: SpanStatusCode.ERROR }
      : { code: SpanStatusCode.ERROR, message: clean(connection.cause) }
  }

  const remember = (run: number, number: number) => {
    told.delete(run)
    told.set(run, number)
    const oldest = told.size > mostRemembered ? told.keys().next().value : undefined
    if (oldest !== undefined) told.delete(oldest)
  }

  return {
    committed: (news: readonly RunNews[]) => {
      for (const one of news) {
        const { id } = one.now
        if (one.resumed) resumedAt.set(id, one.transitions[0]?.at ?? one.now.connection.since)
        for (const ended of one.attempts) {
          if (ended.endedAt === null || ended.number <= (told.get(id) ?? 0)) continue
          remember(id, ended.number)
          attempt(one, ended, ended.endedAt)
        }
        if (one.rested) rested(one)
      }
    },
  }
}
