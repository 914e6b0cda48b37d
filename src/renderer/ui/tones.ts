// The colour of each state: red for failures, amber for what a person should look at, green for what is well, grey for the
// rest. Colour only repeats what icon and word say.

import type { ConnectionState, JobState } from '../../core/run/states.ts'
import type { ClientState } from '../../core/run/tapped.ts'

export type Tone = 'ok' | 'warn' | 'bad' | 'accent' | 'plain' | 'faint'

export const toneInk: Readonly<Record<Tone, string>> = {
  ok: 'text-ok',
  warn: 'text-warn',
  bad: 'text-bad',
  accent: 'text-accent',
  plain: 'text-ink-2',
  faint: 'text-ink-3',
}

export const jobTone: Readonly<Record<JobState, Tone>> = {
  pending: 'plain',
  processing: 'accent',
  completed: 'ok',
  failed: 'bad',
  cancelled: 'faint',
  unknown: 'warn',
}

export const connectionTone: Readonly<Record<ConnectionState, Tone>> = {
  idle: 'faint',
  connecting: 'accent',
  live: 'ok',
  quiet: 'ok',
  stalled: 'warn',
  waiting: 'plain',
  paused: 'plain',
  closed: 'faint',
  'ended-early': 'warn',
  refused: 'bad',
  stopped: 'faint',
}

/** Of the client's own connection: one that goes away has had enough, and whatever cut it off is the server's. */
export const clientTone: Readonly<Record<ClientState, Tone>> = {
  open: 'ok',
  slow: 'warn',
  done: 'faint',
  gone: 'faint',
  cut: 'warn',
  unknown: 'faint',
}
