// What became of one try to tell a channel.

/** `later`: it may well be taken the next time. `refused`: the next time would be no different, or could do it twice. */
export type Outcome = {
  readonly result: 'sent' | 'later' | 'refused'
  /** The answer’s HTTP status, or a command’s exit code. */
  readonly status: number | null
  /** For people, without secrets. */
  readonly sentence: string
  /** How long the receiver wants to be left alone, ms. */
  readonly retryAfterMs: number | null
}

export function later(sentence: string): Outcome {
  return { result: 'later', status: null, sentence, retryAfterMs: null }
}

export function refused(sentence: string): Outcome {
  return { result: 'refused', status: null, sentence, retryAfterMs: null }
}
