// The words of a block while it is gathered, in the ways that the layouts compare: as a shared log has them, with the neighbouring
// pairs among the words, or without any.

import {
  type BlockWords,
  createBlockWords,
  createHashSet,
} from '../../src/engine/log/postgres/events/block-words.ts'
import { hashPair } from '../../src/engine/log/postgres/events/word-hashes.ts'

/** Neighbouring words: in a Bloom filter, in the index with the words, or nowhere. */
export type Pairs = boolean | 'indexed'

/** `pairs` of it are null where no filter is gathered. */
export type GatheredWords = Omit<BlockWords, 'pairs'> & { readonly pairs: () => Uint8Array | null }

export function gatherWords(pairs: Pairs): GatheredWords {
  if (pairs === true) return createBlockWords()
  const words = createHashSet()
  return {
    add: (hashes) => {
      for (const [i, hash] of hashes.entries()) {
        words.add(hash)
        if (pairs === 'indexed' && i > 0) words.add(hashPair(hashes[i - 1] ?? 0, hash))
      }
    },
    words: words.all,
    pairs: () => null,
  }
}
