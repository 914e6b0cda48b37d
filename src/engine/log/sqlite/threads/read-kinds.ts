// How a thread that reads events hears that kind files changed.

import type { KindSet } from '../../../base/kind-set.ts'
import type { Reader } from '../read/reader.ts'

/** What the reader's thread serves. */
export type ReaderThread = Reader & { readonly readKinds: () => void }

/** Reads the kind files again and forgets what was made of events by the old ones. */
export function readKindsOf(set: KindSet, kept: { readonly forgetReadings: () => void }): () => void {
  return () => {
    if (set.refresh()) kept.forgetReadings()
  }
}
