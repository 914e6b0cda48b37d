// The two truths of a run. Job state comes from the server's words alone, connection state from the wire alone;
// nothing in Runlight merges them into one. A cause in words goes with every state that is not self-evident.

export const jobStates = ['pending', 'processing', 'completed', 'failed', 'cancelled', 'unknown'] as const

/**
 * `pending` and `processing` are the server's words; `completed` and `failed` its verdict; `cancelled` is the operator's;
 * `unknown` means that the stream was lost or ended without its terminal event.
 */
export type JobState = (typeof jobStates)[number]

/**
 * What a change of the connection may make of the job, where no event has said it. `ended`: the server finished the stream in
 * good order, and whether that is the job's good end is for whoever reads its events to say.
 */
export const jobBearings = ['unknown', 'cancelled', 'ended', 'failed'] as const

export type JobBearing = (typeof jobBearings)[number]

export const connectionStates = [
  'idle',
  'connecting',
  'live',
  'quiet',
  'stalled',
  'waiting',
  'paused',
  'closed',
  'ended-early',
  'refused',
  'stopped',
] as const

/**
 * `live`: bytes are arriving. `quiet`: silent, within the usual beat. `stalled`: silent beyond it. `waiting`: a retry is
 * planned. `paused`: offline or asleep. `closed`: after the terminal event. `ended-early`: the stream finished without it.
 * `refused`: no retry until a person acts. `stopped`: by the operator. `idle`: nothing was asked for yet.
 */
export type ConnectionState = (typeof connectionStates)[number]

/** A finished job never goes back; what arrives later is kept and flagged. */
export function isFinished(job: JobState): boolean {
  return job === 'completed' || job === 'failed' || job === 'cancelled'
}

/** No request is open and none is planned: nothing will change until a person acts. */
export function isSettled(connection: ConnectionState): boolean {
  switch (connection) {
    case 'idle':
    case 'closed':
    case 'ended-early':
    case 'refused':
    case 'stopped':
      return true
    default:
      return false
  }
}

/** An open HTTP answer is being read. */
export function isOpen(connection: ConnectionState): boolean {
  return connection === 'live' || connection === 'quiet' || connection === 'stalled'
}

/** The runs of the view *Needs me*: a person has to look, whatever else goes on. */
export function needsOperator(job: JobState, connection: ConnectionState): boolean {
  return (
    job === 'failed' || connection === 'stalled' || connection === 'refused' || connection === 'ended-early'
  )
}
