// The layouts that are measured against each other.

import { tailAndBlocks } from './block-layout.ts'
import type { Layout } from './layout.ts'
import { bareCopy, rowsWithWords } from './rival-layouts.ts'

const block = { pairs: true, tailWords: true, gin: 'later', compression: 'zstd' } as const

export const layouts: readonly Layout[] = [
  bareCopy('bare COPY, no index', ''),
  bareCopy('bare COPY, primary key', ', PRIMARY KEY (run, seq)'),
  rowsWithWords,
  tailAndBlocks('tail and blocks, GIN when closed', block),
  tailAndBlocks('the same, GIN live', { ...block, gin: 'live' }),
  tailAndBlocks('the same, GIN live without pending list', { ...block, gin: 'direct' }),
  tailAndBlocks('the same, GIN live with the pairs in it', { ...block, gin: 'live', pairs: 'indexed' }),
  tailAndBlocks('the same, no pairs', { ...block, pairs: false }),
  tailAndBlocks('the same, no words in the tail', { ...block, tailWords: false }),
  tailAndBlocks('the same, deflate', { ...block, compression: 'deflate' }),
]
