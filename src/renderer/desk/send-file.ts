// Sends a file to the engine in chunks, one after the other, so that a file of any size costs the window the memory of one
// chunk. The window does not parse it; the engine says when it has enough.

import type { Client } from '../store/client.ts'

/** Small enough that reading and sending one does not block the window; a multiple of 3, for base64. */
const chunkBytes = 3 * 2 ** 18

/**
 * Sends `file` for the import `job`; `onSent` gets the number of bytes so far. Stops when `isOver`
 * returns true. Resolves to false where the file can no longer be read: changed, moved, or its medium removed.
 */
export async function sendFile(
  client: Pick<Client, 'call'>,
  job: number,
  file: File,
  onSent: (bytes: number) => void,
  isOver: () => boolean,
): Promise<boolean> {
  for (let at = 0; at < file.size && !isOver(); at += chunkBytes) {
    const end = Math.min(file.size, at + chunkBytes)
    const data = await toBase64(file.slice(at, end))
    if (data === null) return false
    if (isOver()) return true
    await client.call('transcripts.piece', { job, data })
    onSent(end)
  }
  return true
}

/** Encoded by the browser, off the main thread; null where it cannot be read. */
function toBase64(chunk: Blob): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => {
      const url = String(reader.result)
      resolve(url.slice(url.indexOf(',') + 1))
    }
    reader.onerror = () => resolve(null)
    reader.readAsDataURL(chunk)
  })
}
