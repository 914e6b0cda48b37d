// The log records: transitions, gaps, outcomes and alerts, in Runlight's own words; events themselves only where that is asked for.

import { type AnyValue, type Attributes, type Logger, SeverityNumber } from '@opentelemetry/api'
import { assertNever } from '../../core/basics/assert-never.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { type ConnectionState, isFinished } from '../../core/run/states.ts'
import { connectionWords } from '../../core/run/words.ts'
import type { AlertNews, EngineInside, ToldEvent } from '../../engine/index.ts'
import type { Cleaner } from '../told/cleaner.ts'
import { runIds } from '../told/ids.ts'
import type { RunNews } from '../told/news.ts'
import { groupAttributes } from './attributes.ts'
import { contextOf } from './traces.ts'

type Draft = {
  /** By which records of one sort are found. */
  readonly name: string
  readonly at: number
  readonly severity: SeverityNumber
  readonly body: AnyValue
  readonly attributes: Attributes
}

/** Events of one transaction that are sent; what is beyond is counted. */
const mostEvents = 500

const severities = {
  info: SeverityNumber.INFO,
  warning: SeverityNumber.WARN,
  critical: SeverityNumber.ERROR,
} as const

export function createRecords(
  logger: Logger,
  { place, run: find }: Pick<EngineInside, 'place' | 'run'>,
  cleaner: Cleaner,
  withEvents: boolean,
) {
  let skipped = 0
  const emit = (run: RunSummary | undefined, { name, at, severity, body, attributes }: Draft) =>
    logger.emit({
      eventName: name,
      timestamp: at,
      severityNumber: severity,
      severityText: SeverityNumber[severity],
      body,
      attributes:
        run === undefined
          ? attributes
          : {
              ...groupAttributes({ kind: run.kind, server: cleaner.name(run.server) }),
              'runlight.run.id': run.id,
              ...attributes,
            },
      ...(run === undefined ? {} : { context: contextOf(runIds(place, run)) }),
    })

  const tellRun = ({ before, now, transitions, gaps }: RunNews) => {
    for (const { at, attempt, state, cause } of transitions)
      emit(now, {
        name: 'runlight.transition',
        at,
        severity: severityOf(state),
        body: cause === null ? connectionWords[state] : `${connectionWords[state]}: ${cleaner.text(cause)}`,
        attributes: { 'runlight.connection.state': state, 'runlight.attempt.number': attempt },
      })
    for (const { number, from, until, cause, missed, count, attempt } of gaps)
      emit(now, {
        name: 'runlight.gap',
        at: until ?? from,
        severity: missed === 'nothing' ? SeverityNumber.INFO : SeverityNumber.WARN,
        body: `Gap ${number}: ${cleaner.text(cause)}`,
        attributes: {
          'runlight.gap.number': number,
          'runlight.gap.missed': missed,
          'runlight.attempt.number': attempt,
          ...(count === undefined ? {} : { 'runlight.gap.events': count }),
          ...(until === null ? {} : { 'runlight.gap.ms': until - from }),
        },
      })
    const { state, finishedAt } = now.job
    if (state === before?.job.state || !(isFinished(state) || state === 'unknown')) return
    emit(now, {
      name: 'runlight.outcome',
      at: finishedAt ?? now.connection.since,
      severity: state === 'failed' ? SeverityNumber.ERROR : SeverityNumber.INFO,
      // Why is the server's own word.
      body: `The job is ${state}`,
      attributes: { 'runlight.job.state': state, 'runlight.run.events': now.events },
    })
  }

  const tellEvents = (events: readonly ToldEvent[]) => {
    const sent = events.slice(0, mostEvents)
    skipped += events.length - sent.length
    const texts = cleaner.texts(sent.flatMap(({ name, data }) => [name, data]))
    for (const [i, { run, seq, at }] of sent.entries())
      emit(find(run), {
        name: 'runlight.event',
        at,
        severity: SeverityNumber.DEBUG,
        body: texts[2 * i + 1] ?? '',
        attributes: { 'runlight.event.seq': seq, 'runlight.event.name': texts[2 * i] ?? '' },
      })
  }

  return {
    /** Events that were not sent, because too many came at once. */
    skipped: () => skipped,
    committed: (news: readonly RunNews[], events: readonly ToldEvent[]) => {
      for (const one of news) tellRun(one)
      if (withEvents && events.length > 0) tellEvents(events)
    },
    alerts: (all: readonly AlertNews[]) => {
      for (const { news, alert } of all)
        emit(alert.run === null ? undefined : find(alert.run), {
          name: 'runlight.alert',
          at: news === 'fired' ? alert.at : (alert.resolvedAt ?? alert.at),
          severity: news === 'fired' ? severities[alert.severity] : SeverityNumber.INFO,
          // Its cause and the rule's search may quote an event.
          body: news === 'fired' ? `Alert: ${alert.type}` : `Alert over: ${alert.type}`,
          attributes: {
            'runlight.alert.id': alert.id,
            'runlight.alert.type': alert.type,
            'runlight.alert.severity': alert.severity,
            'runlight.alert.news': news,
            'runlight.alert.runs': alert.many?.runs ?? (alert.run === null ? 0 : 1),
          },
        })
    },
  }
}

function severityOf(state: ConnectionState): SeverityNumber {
  switch (state) {
    case 'refused':
    case 'ended-early':
      return SeverityNumber.ERROR
    case 'stalled':
    case 'waiting':
      return SeverityNumber.WARN
    case 'idle':
    case 'connecting':
    case 'live':
    case 'quiet':
    case 'paused':
    case 'closed':
    case 'stopped':
      return SeverityNumber.INFO
    default:
      return assertNever(state)
  }
}
