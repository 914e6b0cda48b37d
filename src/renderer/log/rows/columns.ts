// The list of pinned columns. Pure.

export const maxColumns = 8

/** `columns` with `path` added at the end, or without it. */
export function toggled(columns: readonly string[], path: string): string[] {
  if (columns.includes(path)) return columns.filter((one) => one !== path)
  return [...columns, path].slice(0, maxColumns)
}
