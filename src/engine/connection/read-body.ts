// The body of a response as bytes for the parser: passed through the scanner, in pieces small enough for the event
// loop, and only as fast as there is capacity for their events.

import { errorInText } from '../../core/kind/reason-in-text.ts'
import type { AttemptSink } from './attempt-sink.ts'
import { addReason, bodyPreview } from './check-response.ts'
import type { Decompressed } from './decompress.ts'
import { type Ending, endingOf, errorInstead, serverEnded } from './endings.ts'
import { isNoStream } from './stream-counts.ts'
import type { StreamScanner } from './stream-scanner.ts'

/** Some milliseconds of work at most, whatever stands in them. */
const pieceBytes = 8 * 1_024
/** What an event costs beside its bytes, and what a piece costs, in bytes of the same work. */
const eventCost = 64
const pieceCost = 256
/** Of what may be no stream this much is kept, until the first event. */
const begunBytes = 16_384
/** A view of no length would hold the bytes that it was cut from for as long as a stream is quiet. */
const none: Buffer = Buffer.alloc(0)
/** More than this without a whole event is unusual. */
const heavyBytes = 4 * 2 ** 20

/**
 * The body's bytes come from `chunks`. `finish` is told how the body ended, after its last event; `cutBy` says why, where its
 * end was none in good order.
 */
export function eventBytes(
  { take, end }: Pick<Decompressed, 'take' | 'end'>,
  chunks: AsyncIterator<Buffer>,
  scanner: StreamScanner,
  sink: Pick<AttemptSink, 'onBytes' | 'onBodyHead' | 'waitForCapacity' | 'onHeavy'>,
  finish: (ending: Ending) => void,
  cutBy: () => Ending | null = () => null,
): ReadableStream<Uint8Array> {
  const { seen } = scanner
  let left = none
  let begun = none
  let heavy = false
  let work = 0

  const weigh = () => {
    const now = seen.sinceEvent + left.length >= heavyBytes
    if (now !== heavy) sink.onHeavy(now)
    heavy = now
  }

  /** The next bytes to look through; null when the body is over. */
  const next = async (): Promise<Buffer | null> => {
    if (left.length === 0) {
      const chunk = await chunks.next()
      if (chunk.done === true) return null
      const bomb = take(chunk.value.length)
      if (bomb !== null) {
        finish({ type: 'unacceptable', cause: bomb })
        throw new Error(bomb)
      }
      sink.onBytes()
      left = chunk.value
    }
    const piece = left.subarray(0, pieceBytes)
    left = left.length > pieceBytes ? left.subarray(pieceBytes) : none
    return piece
  }

  /** An answer of the right type whose text is something else tells what by its beginning. */
  const ended = (): Ending => {
    if (!isNoStream(seen)) return { type: 'finished', cause: serverEnded }
    const text = begun.toString('utf8')
    sink.onBodyHead(bodyPreview(text))
    const error = seen.bytes > begun.length ? null : errorInText(text)
    if (error !== null) return { type: 'finished', cause: `${errorInstead}: ${error}`, held: 'error' }
    return { type: 'finished', cause: addReason(`${serverEnded}, which held no event`, text), held: 'other' }
  }

  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        scanner.settle()
        weigh()
        try {
          const piece = await next()
          if (piece === null) {
            const cut = cutBy()
            scanner.end(cut === null ? 'whole' : cut.type === 'unrecorded' ? 'dropped' : 'broken')
            scanner.settle()
            finish(cut ?? ended())
            return controller.close()
          }
          await sink.waitForCapacity(work)
          if (seen.events === 0 && begun.length < begunBytes)
            begun = Buffer.concat([begun, piece.subarray(0, begunBytes - begun.length)])
          const events = seen.events
          controller.enqueue(scanner.push(piece))
          if (seen.events > 0) begun = none
          work = piece.length + pieceCost + (seen.events - events) * eventCost
        } catch (thrown) {
          scanner.end('broken')
          scanner.settle()
          finish(endingOf(thrown, true))
          end()
          controller.error(thrown)
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}
