// Joins class names, leaving out what does not apply. Nothing more: a merging library was rejected, because two classes
// that contradict each other are a defect to be seen, not smoothed over.

/** The given class names with a space between; falsy ones are left out. */
export function cx(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
