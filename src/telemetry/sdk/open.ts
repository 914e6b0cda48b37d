// Telemetry, put together over the SDK. Only where something is asked for is this file loaded, and the SDK with it.

import type { Telemetry, TelemetryPort } from '../../engine/index.ts'
import type { Asked } from '../asked/asked.ts'
import type { Signal } from '../asked/otlp.ts'
import { createCleaner } from '../told/cleaner.ts'
import { newsOf } from '../told/news.ts'
import { createCollectors } from './collectors.ts'
import { createMetrics } from './metrics.ts'
import { createProviders } from './providers.ts'
import { createRecords } from './records.ts'
import { createNextIds, createTraces } from './traces.ts'

export type Sdk = {
  readonly port: TelemetryPort
  readonly text: (() => Promise<string>) | null
}

/** What is left is sent within this, or let go: the engine closes within 5 s. */
const closeWithinMs = 1_500

/** `say` is told what a person should know, a sentence at a time. */
export function openSdk(
  asked: Asked,
  collectorOf: (signal: Signal) => string,
  version: string,
  say: (sentence: string) => void,
): Sdk {
  const collectors = createCollectors(collectorOf, say)
  const nextIds = createNextIds()
  const { meter, tracer, logger, text, shutdown } = createProviders(asked, collectors, nextIds, version)

  const port: TelemetryPort = (engine): Telemetry => {
    const cleaner = createCleaner(engine, () =>
      say(
        'A pattern of your own (Settings, Redaction) takes too long: no words are sent with telemetry until it is changed.',
      ),
    )
    const metrics = meter === null ? null : createMetrics(meter, engine, cleaner.name)
    const traces = tracer === null ? null : createTraces(tracer, nextIds, engine, cleaner)
    const records = logger === null ? null : createRecords(logger, engine, cleaner, asked.events)
    return {
      committed: (batch, tookMs) => {
        const news = newsOf(batch, engine.run)
        metrics?.committed(news, tookMs)
        traces?.committed(news)
        records?.committed(news, batch.events)
      },
      refused: (tookMs) => metrics?.refused(tookMs),
      answered: (answered) => metrics?.answered(answered),
      alerts: (news) => records?.alerts(news),
      lines: () => [
        ...collectors.lines(),
        ...(text === null ? [] : ['metrics are fetched by Prometheus']),
        ...(asked.events ? [`events are sent; skipped ${records?.skipped() ?? 0}`] : []),
      ],
      close: async () => {
        let timer: NodeJS.Timeout | undefined
        const late = new Promise<void>((resolve) => {
          timer = setTimeout(resolve, closeWithinMs)
        })
        await Promise.race([shutdown(), late])
        clearTimeout(timer)
      },
    }
  }
  return { port, text }
}
