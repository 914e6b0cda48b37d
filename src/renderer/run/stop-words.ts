// What ending a run is called, by what comes of it.

import type { RunActions } from '../desk/run-actions.ts'

export const stopLabels: Readonly<Record<NonNullable<RunActions['stop']>, string>> = {
  stop: 'Stop watching',
  cancel: 'Cancel…',
  record: 'Stop recording',
}

/** What comes of it where the run came through a tap. */
export const recordingEnds = 'What the client receives goes on.'
