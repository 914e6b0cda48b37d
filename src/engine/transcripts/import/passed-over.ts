// What a captured stream holds beside its events, as the notices that a live connection would have: the same words stand in
// the report of its import and at its attempt.

import { clip } from '../../../core/basics/clip.ts'
import { type Notice, noticeTextLimit } from '../../../core/run/notice.ts'
import { redactText } from '../../../core/secrets/redact-text.ts'
import type { PassedOver, Told } from '../formats/sse-parser.ts'

export type PassedOverLine = {
  readonly line: number
  readonly notice: Notice
  /** Nothing of it is missing: it is said, and no damage. */
  readonly isWhole: boolean
}

/** One notice for each thing that was passed over, of the time `at` (epoch ms). */
export function noticesOf({ odd, bare, glued, cut, unclosed }: PassedOver, at: number): PassedOverLine[] {
  const note = (code: Notice['code'], told: Told | null, isWhole = false): PassedOverLine[] =>
    told === null
      ? []
      : [
          {
            line: told.line,
            isWhole,
            notice: { code, at, count: told.count, first: clip(redactText(told.first), noticeTextLimit) },
          },
        ]
  // The event that was cut off is kept as it came: its beginning need not be said.
  const unsaid = (told: Told | null) => (told === null ? null : { ...told, first: '' })
  return [
    ...note('odd-lines', odd),
    ...note('no-data', bare),
    ...note('glued', glued),
    ...note('cut-off', unsaid(cut)),
    ...note('cut-off', unsaid(unclosed), true),
  ]
}
