// The shape of the board's selection. What changes it is in selection.ts, which the first frame does not need.

export type Selection = {
  readonly runs: ReadonlySet<number>
  /** Where a range begins; null: at the cursor. */
  readonly anchor: number | null
  /** What was selected before the present range. */
  readonly before: ReadonlySet<number>
}

const none: ReadonlySet<number> = new Set()
export const noSelection: Selection = { runs: none, anchor: null, before: none }
