// A change of a run's marks: what it may hold, and the run with it.

import { z } from 'zod'
import { RunlightError } from '../basics/errors.ts'
import { cleanTag, longestTag, longestTitle, mostTags, sameTag } from './marks.ts'
import { type Marks, marksSchema, type RunSummary } from './run.ts'

const tagList = z.array(z.string().min(1).max(longestTag)).max(mostTags)

/**
 * What is to change; what is absent stays. Tags are put on and taken off one by one, so that two windows that tag at the
 * same time do not undo each other.
 */
export const markChangeSchema = z.strictObject({
  title: z.string().max(longestTitle).exactOptional(),
  tag: tagList.exactOptional(),
  untag: tagList.exactOptional(),
  note: marksSchema.shape.note.exactOptional(),
  pinned: z.boolean().exactOptional(),
  acknowledged: z.boolean().exactOptional(),
})

/** `by`: who makes it, where several people share the log. No screen says so itself. */
export type MarkChange = z.infer<typeof markChangeSchema> & { readonly by?: string }

/** `run` with `change`, made at `now` (epoch ms). Throws `bad-input` where the result could not be kept. */
export function applyMarks(run: RunSummary, change: MarkChange, now: number): RunSummary {
  const { title, tag = [], untag = [], note, pinned, acknowledged } = change
  const kept = run.marks.tags.filter((one) => !untag.some((other) => sameTag(one, other)))
  for (const one of tag.map(cleanTag)) {
    if (one !== '' && !kept.some((other) => sameTag(one, other))) kept.push(one)
  }
  if (kept.length > mostTags) {
    throw new RunlightError('bad-input', `A run can have ${mostTags} tags: take one off first.`)
  }
  const name = title?.replaceAll(/\s+/g, ' ').trim()
  if (name === '')
    throw new RunlightError('bad-input', 'A run needs a title: type one, or leave it as it is.')
  const marks: Marks = {
    tags: kept,
    note: note ?? run.marks.note,
    pinned: pinned ?? run.marks.pinned,
    ...(acknowledged === undefined ? seenOf(run.marks) : seenBy(acknowledged ? now : null, change.by)),
  }
  return { ...run, title: name ?? run.title, marks }
}

type Seen = Pick<Marks, 'acknowledgedAt' | 'acknowledgedBy'>

function seenOf({ acknowledgedAt, acknowledgedBy }: Marks): Seen {
  return seenBy(acknowledgedAt, acknowledgedBy)
}

function seenBy(acknowledgedAt: number | null, by: string | undefined): Seen {
  return acknowledgedAt === null || by === undefined
    ? { acknowledgedAt }
    : { acknowledgedAt, acknowledgedBy: by }
}
