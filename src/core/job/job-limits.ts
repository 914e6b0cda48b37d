// The bounds of a job, apart from its schema: the window uses the one and does not load the other.

/**
 * The most of each list that is kept; the true number stands beside it. Lengths are UTF-16 units; what is longer is cut
 * and marked. `names` is for ids, titles, labels and tags, `values` for whatever else is text, `entries` for the lists
 * inside an entry. The log always has everything.
 */
export const jobLimits = {
  stages: 200,
  items: 2_000,
  checks: 200,
  facts: 200,
  textLength: 2_000_000,
  /** Checkpoints hold it whole each time, unlike the text. */
  reasoningLength: 200_000,
  tools: 100,
  toolNames: 50,
  /** Of one tool's arguments, and of its result. */
  toolText: 8_000,
  names: 500,
  values: 4_000,
  entries: 50,
} as const
