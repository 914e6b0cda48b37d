// The SDK’s providers as the environment asks for them. Nothing is registered globally: what else runs in this process has no part
// in it.

import type { Logger, Meter, Tracer } from '@opentelemetry/api'
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-proto'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto'
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources'
import {
  BatchLogRecordProcessor,
  ConsoleLogRecordExporter,
  LoggerProvider,
  type LogRecordExporter,
} from '@opentelemetry/sdk-logs'
import {
  ConsoleMetricExporter,
  type IMetricReader,
  MeterProvider,
  type MetricDescriptor,
  PeriodicExportingMetricReader,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ConsoleSpanExporter,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Asked, Batching } from '../asked/asked.ts'
import type { Collectors } from './collectors.ts'
import type { NextIds } from './traces.ts'

export type Providers = {
  /** Null for what nobody asked for. */
  readonly meter: Meter | null
  readonly tracer: Tracer | null
  readonly logger: Logger | null
  /** The metrics in Prometheus’ text format 0.0.4; null where nobody fetches them. */
  readonly text: (() => Promise<string>) | null
  /** Sends what is left and ends; rejects where that fails. */
  readonly shutdown: () => Promise<void>
}

/** Attribute sets of one instrument that are kept apart; what is beyond is added up in one. */
const mostSeries = 1_000
const scope = 'runlight'

export function createProviders(
  asked: Asked,
  collectors: Collectors,
  nextIds: NextIds,
  version: string,
): Providers {
  const resource = resourceOf(version)
  const ends: (() => Promise<void>)[] = []
  const scraper = asked.metrics.includes('prometheus')
    ? new PrometheusExporter({ preventServerStart: true })
    : null

  const meter = (): Meter => {
    const cardinalityLimits = { default: mostSeries }
    const { everyMs: exportIntervalMillis, timeoutMs: exportTimeoutMillis } = asked.interval
    const periodic = { exportIntervalMillis, exportTimeoutMillis, cardinalityLimits }
    const readers: IMetricReader[] = []
    if (scraper !== null) readers.push(scraper)
    if (asked.metrics.includes('otlp')) {
      const exporter = new OTLPMetricExporter()
      collectors.watch('metrics', exporter)
      readers.push(new PeriodicExportingMetricReader({ ...periodic, exporter }))
    }
    if (asked.metrics.includes('console'))
      readers.push(new PeriodicExportingMetricReader({ ...periodic, exporter: new ConsoleMetricExporter() }))
    const provider = new MeterProvider({ resource, readers })
    ends.push(() => provider.shutdown())
    return provider.getMeter(scope, version)
  }

  const tracer = (): Tracer => {
    const exporters: SpanExporter[] = []
    if (asked.traces.includes('otlp')) {
      const exporter = new OTLPTraceExporter()
      collectors.watch('traces', exporter)
      exporters.push(exporter)
    }
    if (asked.traces.includes('console')) exporters.push(new ConsoleSpanExporter())
    const provider = new TracerProvider({
      resource,
      sampler: samplerOf(asked.ratio),
      idGenerator: nextIds,
      spanProcessors: exporters.map(
        (exporter) => new BatchSpanProcessor({ exporter, ...batchingOf(asked.spans) }),
      ),
    })
    ends.push(() => provider.shutdown())
    return provider.getTracer(scope, version)
  }

  const logger = (): Logger => {
    const exporters: LogRecordExporter[] = []
    if (asked.logs.includes('otlp')) {
      const exporter = new OTLPLogExporter()
      collectors.watch('logs', exporter)
      exporters.push(exporter)
    }
    if (asked.logs.includes('console')) exporters.push(new ConsoleLogRecordExporter())
    const provider = new LoggerProvider({
      resource,
      processors: exporters.map(
        (exporter) => new BatchLogRecordProcessor({ exporter, ...batchingOf(asked.records) }),
      ),
    })
    ends.push(() => provider.shutdown())
    return provider.getLogger(scope, version)
  }

  const serializer = new PrometheusSerializer()
  return {
    meter: asked.metrics.length > 0 ? meter() : null,
    tracer: asked.traces.length > 0 ? tracer() : null,
    logger: asked.logs.length > 0 ? logger() : null,
    text:
      scraper === null
        ? null
        : async () => serializer.serialize(withUnits((await scraper.collect()).resourceMetrics)),
    shutdown: async () => {
      await Promise.allSettled(ends.map((end) => end()))
    },
  }
}

/** The names with their unit, as Prometheus has them (OpenTelemetry specification, “Prometheus and OpenMetrics compatibility”). */
function withUnits(all: ResourceMetrics): ResourceMetrics {
  const named = <M extends { readonly descriptor: MetricDescriptor }>(metric: M): M => {
    const { descriptor } = metric
    if (descriptor.unit !== 's') return metric
    return { ...metric, descriptor: { ...descriptor, name: `${descriptor.name}.seconds` } }
  }
  const scopeMetrics = all.scopeMetrics.map((one) => ({ ...one, metrics: one.metrics.map(named) }))
  return { ...all, scopeMetrics }
}

/** `service.name` and the rest as the environment says them; `runlight` where it does not. */
function resourceOf(version: string): Resource {
  const own = resourceFromAttributes({ 'service.name': 'runlight', 'service.version': version })
  return defaultResource()
    .merge(detectResources({ detectors: [serviceInstanceIdDetector] }))
    .merge(own)
    .merge(detectResources({ detectors: [envDetector] }))
}

function samplerOf(ratio: number) {
  if (ratio === 1) return new AlwaysOnSampler()
  return ratio === 0 ? new AlwaysOffSampler() : new TraceIdRatioBasedSampler(ratio)
}

function batchingOf({ delayMs, timeoutMs, mostWaiting, mostAtOnce }: Batching) {
  return {
    scheduledDelayMillis: delayMs,
    exportTimeoutMillis: timeoutMs,
    maxQueueSize: mostWaiting,
    maxExportBatchSize: mostAtOnce,
  }
}
