// News on their way to the engine's thread: gathered for some milliseconds, the pieces of one answer joined, and the bytes of
// all of them handed over in one buffer. To hand something over takes as long as to write to a client, who has to wait for it.

import type { FromThread, News } from './messages.ts'

export type Outbox = {
  readonly put: (news: News) => void
  readonly flush: () => void
}

const gatherMs = 5
/** Bytes that are not gathered any longer. */
const fullBytes = 262_144

/** News whose pieces are still apart. */
type Gathered = { readonly news: News; readonly pieces: Uint8Array[] }

export function createOutbox(post: (message: FromThread, buffers: ArrayBuffer[]) => void): Outbox {
  let gathered: Gathered[] = []
  let bytes = 0
  let timer: NodeJS.Timeout | null = null
  /** What the next piece of the same answer may be joined to. */
  const last = new Map<number, Gathered>()

  const flush = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (gathered.length === 0) return
    const all = new Uint8Array(bytes)
    let at = 0
    const news = gathered.map(({ news: one, pieces }) => {
      const from = at
      for (const piece of pieces) {
        all.set(piece, at)
        at += piece.byteLength
      }
      return 'bytes' in one && typeof one.bytes !== 'number' ? { ...one, bytes: all.subarray(from, at) } : one
    })
    gathered = []
    bytes = 0
    last.clear()
    post({ type: 'news', news: news as News[] }, [all.buffer])
  }
  return {
    put: (news) => {
      const piece = 'bytes' in news && typeof news.bytes !== 'number' ? news.bytes : null
      const before = news.kind === 'received' && news.lost === 0 ? last.get(news.id) : undefined
      if (before !== undefined && piece !== null) before.pieces.push(piece)
      else {
        const own = { news, pieces: piece === null ? [] : [piece] }
        gathered.push(own)
        if (news.kind === 'received') last.set(news.id, own)
        else if (news.kind !== 'refused') last.delete(news.id)
      }
      bytes += piece?.byteLength ?? 0
      if (bytes >= fullBytes) flush()
      // The answer's head carries what the engine says to a request, if that comes in time.
      else if (news.kind === 'request') setImmediate(flush)
      else timer ??= setTimeout(flush, gatherMs)
    },
    flush,
  }
}
