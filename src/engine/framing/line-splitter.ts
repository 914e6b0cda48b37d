// Splits the bytes of a stream into lines at LF, CR or CRLF (HTML standard, 9.2.5), whatever pieces they come in. It keeps
// no bytes itself.

const LF = 10
const CR = 13

type LineHandlers = {
  /** More of the current line: `chunk` from `from` to `to`. `whole`: the line ends there. Not called for an empty line. */
  readonly onBytes: (chunk: Uint8Array, from: number, to: number, whole: boolean) => void
  readonly onLineEnd: () => void
  /** Nothing more is wanted: the rest of the chunk is left. */
  readonly isOver: () => boolean
}

/** The function that takes the stream's chunks in order. */
export function createLineSplitter({
  onBytes,
  onLineEnd,
  isOver,
}: LineHandlers): (chunk: Uint8Array) => void {
  /** The last chunk ended with CR: a LF at the start of this one belongs to it. */
  let skipLf = false
  return (chunk) => {
    let from = skipLf && chunk[0] === LF ? 1 : 0
    if (chunk.length > 0) skipLf = false
    let lf = chunk.indexOf(LF, from)
    let cr = chunk.indexOf(CR, from)
    while (from < chunk.length && !isOver()) {
      if (lf >= 0 && lf < from) lf = chunk.indexOf(LF, from)
      if (cr >= 0 && cr < from) cr = chunk.indexOf(CR, from)
      const end = cr >= 0 && (lf < 0 || cr < lf) ? cr : lf
      if (end < 0) break
      if (end > from) onBytes(chunk, from, end, true)
      onLineEnd()
      from = end + 1
      if (end === cr) {
        if (from === chunk.length) skipLf = true
        else if (chunk[from] === LF) from++
      }
    }
    if (from < chunk.length && !isOver()) onBytes(chunk, from, chunk.length, false)
  }
}
