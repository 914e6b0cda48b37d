// A table of text for a person: columns as wide as their widest cell, and on a terminal no wider than its window.

import { cutToWidth, padToWidth, widthOf } from './width.ts'

/** Lines without line ends. Cells must be printable; with `columns` given every line is cut to it. */
export function formatTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number | null,
): readonly string[] {
  const all = [head, ...rows]
  const widths = head.map((_, i) => Math.max(...all.map((row) => widthOf(row[i] ?? ''))))
  return all.map((row) => {
    const line = row
      .map((cell, i) => padToWidth(cell, widths[i] ?? 0))
      .join('  ')
      .trimEnd()
    return columns === null ? line : cutToWidth(line, columns)
  })
}
