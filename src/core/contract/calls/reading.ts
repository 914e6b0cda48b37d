// What the events of a run are read as, and having them read again as something else.

import { z } from 'zod'

const run = z.int().positive()

export const readingCalls = {
  /**
   * How the run is read: `readAs` as a person set it (`auto`, `none` or a reader's id), null where its kind has a reading of
   * its own; `chosen` the reader that its events chose. `choices` are all there are; `offers` those of the readers that would
   * understand its first events, best first, without the one that reads it.
   */
  'runs.reading': {
    input: z.strictObject({ run }),
    output: z.object({
      readAs: z.string().nullable(),
      chosen: z.string().nullable(),
      choices: z.array(z.object({ value: z.string(), label: z.string() })),
      offers: z.array(z.object({ value: z.string(), label: z.string() })),
    }),
  },
  /**
   * Reads all events of the run again, as `readAs` says; they stay as they were received. Answers when that has begun: the
   * run's summary tells how far it is. Rejects `bad-input` for a reader that there is not, `not-allowed` for a kind that has a
   * reading of its own, and while the run is being read again already.
   */
  'runs.readAs': { input: z.strictObject({ run, readAs: z.string().max(200) }), output: z.object({}) },
  /**
   * Makes a settled run one of `kind`, whose address its own is, and reads all its events again by that; they stay as they were
   * received. Answers when that has begun. Rejects `not-found` without such a kind, `bad-input` where the run's request is none
   * of that kind's, `not-allowed` while the run is watched or read again.
   */
  'runs.readBy': { input: z.strictObject({ run, kind: z.string().max(200) }), output: z.object({}) },
  /** What the run asks its server for, without secrets. Rejects `not-found` where its kind is not known any more. */
  'runs.request': {
    input: z.strictObject({ run }),
    output: z.object({
      method: z.string(),
      url: z.string(),
      /** By names in small letters; those that belong to nobody. */
      headers: z.record(z.string(), z.string()),
      body: z.string().nullable(),
    }),
  },
  /** The runs that `kind` could read, newest first, at most 500: those of it, and those of any URL whose request is one of its. */
  'kinds.fitting': {
    input: z.strictObject({ kind: z.string().max(200) }),
    output: z.object({ runs: z.array(z.int()) }),
  },
} as const
