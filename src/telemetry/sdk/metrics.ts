// The metrics. Names, units and buckets are those of the semantic conventions where there are any; attributes are the server’s
// name, the kind, and how it came out.

import type { Attributes, Meter } from '@opentelemetry/api'
import { isOfModel } from '../../core/job/model.ts'
import type { RunSummary, Usage } from '../../core/run/run.ts'
import { isOpen } from '../../core/run/states.ts'
import type { Answered, EngineInside } from '../../engine/index.ts'
import type { RunNews } from '../told/news.ts'
import { errorOf } from '../told/outcome.ts'
import { addressAttributes, groupAttributes, methodOf, modelAttributes } from './attributes.ts'

const seconds = {
  /** HTTP’s conventions. */
  request: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  /** The conventions of generative AI. */
  operation: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
  wait: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600],
  commit: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
} as const
const tokens = Array.from({ length: 14 }, (_, n) => 4 ** n)

/** `clean` takes secrets out of a server’s name. */
export function createMetrics(
  meter: Meter,
  { runs }: Pick<EngineInside, 'runs'>,
  clean: (name: string) => string,
) {
  const histogram = (name: string, unit: string, buckets: readonly number[], description: string) =>
    meter.createHistogram(name, { unit, description, advice: { explicitBucketBoundaries: [...buckets] } })
  const counter = (name: string, unit: string, description: string) =>
    meter.createCounter(name, { unit, description })

  const request = histogram(
    'http.client.request.duration',
    's',
    seconds.request,
    'From a request to the head of its answer.',
  )
  const operation = histogram(
    'gen_ai.client.operation.duration',
    's',
    seconds.operation,
    'From the request to the end of a model’s stream.',
  )
  const used = histogram('gen_ai.client.token.usage', '{token}', tokens, 'Tokens that a model has used.')
  const first = histogram(
    'runlight.run.time_to_first_event',
    's',
    seconds.wait,
    'From a run’s first request to its first event.',
  )
  const commit = histogram(
    'runlight.log.commit.duration',
    's',
    seconds.commit,
    'How long the log takes for a transaction.',
  )
  const events = counter('runlight.stream.events', '{event}', 'Events that were stored.')
  const gaps = counter('runlight.stream.gaps', '{gap}', 'Stretches that were not seen, or may not have been.')
  const reconnects = counter('runlight.stream.reconnects', '{attempt}', 'Connections after a run’s first.')
  const active = meter.createObservableUpDownCounter('runlight.stream.active', {
    unit: '{stream}',
    description: 'Streams that are open.',
  })

  const named = ({ kind, server }: Pick<RunSummary, 'kind' | 'server'>): Attributes =>
    groupAttributes({ kind, server: clean(server) })

  active.addCallback((result) => {
    const open = new Map<string, { count: number; attributes: Attributes }>()
    for (const run of runs()) {
      if (run.imported !== null || !isOpen(run.connection.state)) continue
      const key = `${run.kind}\n${run.server}`
      const known = open.get(key)
      if (known === undefined) open.set(key, { count: 1, attributes: named(run) })
      else known.count++
    }
    for (const { count, attributes } of open.values()) result.observe(count, attributes)
  })

  /** What models used before a run rested that goes on by now: it is not told twice. */
  const usedBefore = new Map<number, { readonly from: number; readonly usage: Usage | undefined }>()

  const rested = ({ now }: RunNews) => {
    const before = usedBefore.get(now.id)
    usedBefore.delete(now.id)
    if (!isOfModel(now.job)) return
    const error = errorOf(now)
    const attributes = { ...named(now), ...modelAttributes(now) }
    const from = before?.from ?? now.askedAt ?? now.createdAt
    operation.record(Math.max(0, now.connection.since - from) / 1_000, {
      ...attributes,
      ...(error === null ? {} : { 'error.type': error }),
    })
    for (const type of ['input', 'output'] as const) {
      const count = (now.job.usage?.[type] ?? 0) - (before?.usage?.[type] ?? 0)
      if (count > 0) used.record(count, { ...attributes, 'gen_ai.token.type': type })
    }
  }

  return {
    committed: (news: readonly RunNews[], tookMs: number) => {
      commit.record(tookMs / 1_000)
      for (const one of news) {
        const { before, now } = one
        const attributes = named(now)
        const add = (to: typeof events, count: number) => {
          if (count > 0) to.add(count, attributes)
        }
        add(events, one.events)
        add(gaps, now.gaps - (before?.gaps ?? 0))
        add(reconnects, now.connection.attempt - Math.max(before?.connection.attempt ?? 0, 1))
        const { firstEventAt } = now.job
        const asked = now.askedAt ?? null
        if (firstEventAt !== null && asked !== null && before?.job.firstEventAt == null)
          first.record(Math.max(0, firstEventAt - asked) / 1_000, attributes)
        if (one.resumed && before !== null)
          usedBefore.set(now.id, {
            from: one.transitions[0]?.at ?? before.connection.since,
            usage: before.job.usage,
          })
        if (one.rested) rested(one)
      }
    },
    refused: (tookMs: number) => commit.record(tookMs / 1_000, { 'error.type': 'refused' }),
    answered: ({ kind, server, method, url, tookMs, status, error }: Answered) => {
      const type = error ?? (status !== null && status >= 400 ? String(status) : null)
      request.record(tookMs / 1_000, {
        ...named({ kind, server }),
        ...addressAttributes(url),
        'http.request.method': methodOf(method),
        ...(status === null ? {} : { 'http.response.status_code': status }),
        ...(type === null ? {} : { 'error.type': type }),
      })
    },
  }
}
