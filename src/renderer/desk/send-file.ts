// Hands a file to the engine in pieces, one after the other: a file of any size costs the window one piece. The engine says
// when it has enough; the window reads nothing of it.

import type { Client } from '../store/client.ts'

/** Small enough that neither reading nor sending one is felt. */
const pieceBytes = 3 * 2 ** 18

/**
 * Sends `file` for the import `job`; `onSent` is told of the bytes so far. Stops in silence when `isOver` says so. Resolves
 * to false where the file cannot be read any more: it was changed, moved or taken out.
 */
export async function sendFile(
  client: Pick<Client, 'call'>,
  job: number,
  file: File,
  onSent: (bytes: number) => void,
  isOver: () => boolean,
): Promise<boolean> {
  for (let at = 0; at < file.size && !isOver(); at += pieceBytes) {
    const end = Math.min(file.size, at + pieceBytes)
    const data = await toBase64(file.slice(at, end))
    if (data === null) return false
    if (isOver()) return true
    await client.call('transcripts.piece', { job, data })
    onSent(end)
  }
  return true
}

/** Read by the browser off the page’s thread. */
function toBase64(piece: Blob): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => {
      const url = String(reader.result)
      resolve(url.slice(url.indexOf(',') + 1))
    }
    reader.onerror = () => resolve(null)
    reader.readAsDataURL(piece)
  })
}
