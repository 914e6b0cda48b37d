// The icon beside each count of connections.

import type { ConnectionState } from '../../core/run/states.ts'
import type { Standing } from '../../core/run/tally.ts'

/** The state whose icon stands for all that are counted. */
export const standingGlyphs = {
  live: 'live',
  connecting: 'connecting',
  retrying: 'waiting',
  stalled: 'stalled',
  paused: 'paused',
} as const satisfies Record<Standing, ConnectionState>
