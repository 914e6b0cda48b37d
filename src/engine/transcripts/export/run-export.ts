// One export from its first byte to its last: asks its thread for chunks and gives them to the sink, the next one while the
// last is being written. It leaves a whole file or none. It knows neither who asked nor what a run is.

import { RunlightError } from '../../../core/basics/errors.ts'
import type { Redacted } from '../../../core/transcript/format.ts'
import type { ExportMeta, ExportSection, OpenExport } from '../../log/log-export.ts'
import type { Sink } from './sink.ts'

export type ExportTask = {
  /** Opens the export in the log that is read. */
  readonly open: OpenExport
  readonly meta: ExportMeta
  readonly title: string
  /** Made one by one: a report's holds a whole folded job. */
  readonly sections: readonly (() => Promise<ExportSection>)[]
  readonly sink: Sink
  readonly signal: AbortSignal
  /** Events and bytes since the last call. */
  readonly onProgress: (events: number, bytes: number) => void
}

/** A pattern that is longer about one text than this will not end in our lifetime. */
const patternLimitMs = 5_000
const lookEveryMs = 500

/** Resolves to what was redacted. Rejects with a RunlightError, and leaves nothing, also when it was aborted. */
export async function runExport(task: ExportTask): Promise<readonly Redacted[]> {
  const { sink, signal, meta, sections, onProgress } = task
  const shared = new SharedArrayBuffer(8)
  const exporting = await task.open(meta, shared).catch(async (thrown: unknown) => {
    await sink.abandon()
    throw thrown
  })
  const hung = Promise.withResolvers<never>()
  hung.promise.catch(() => {})
  const stopWatching = watchPatterns(new Int32Array(shared), (pattern) => hung.reject(tooSlow(pattern)))
  const onAbort = () =>
    hung.reject(new RunlightError('not-allowed', 'The export was cancelled: nothing was kept.'))
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  const unlessHung = <T>(promise: Promise<T>): Promise<T> => Promise.race([promise, hung.promise])
  const put = async (bytes: Uint8Array, events: number) => {
    const { length } = bytes
    await unlessHung(sink.write(bytes))
    if (!sink.keeps) free(bytes)
    onProgress(events, length)
  }

  try {
    await put(await unlessHung(exporting.head(task.title)), 0)
    for (const make of sections) {
      await unlessHung(exporting.begin(await make()))
      let pending = exporting.next()
      for (;;) {
        const chunk = await unlessHung(pending)
        if (!chunk.done) {
          pending = exporting.next()
          pending.catch(() => {})
        }
        await put(chunk.bytes, chunk.events)
        if (chunk.done) break
      }
    }
    const { bytes, redacted } = await unlessHung(exporting.foot())
    await put(bytes, 0)
    await unlessHung(sink.finish())
    return redacted
  } catch (thrown) {
    await sink.abandon()
    throw thrown
  } finally {
    stopWatching()
    signal.removeEventListener('abort', onAbort)
    await exporting.end()
  }
}

/** Gives the memory back now: this thread makes so little else that its collector would come after gigabytes. */
function free({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0)
}

/** Calls `onHung` with the number of the pattern that has been tried on one text for too long. */
function watchPatterns(watch: Int32Array, onHung: (pattern: number) => void): () => void {
  let seen = 0
  let since = 0
  const timer = setInterval(() => {
    const now = performance.now()
    const pattern = watch[0] ?? 0
    const tries = watch[1] ?? 0
    if (pattern === 0 || tries !== seen) {
      seen = tries
      since = now
    } else if (now - since > patternLimitMs) onHung(pattern)
  }, lookEveryMs)
  return () => clearInterval(timer)
}

function tooSlow(pattern: number): RunlightError {
  return new RunlightError(
    'bad-input',
    `Your own pattern ${pattern} does not come to an end on this data, so nothing was written: make it simpler, without one repetition inside another.`,
  )
}
