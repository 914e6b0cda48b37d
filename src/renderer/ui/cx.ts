// Joins class names and leaves out those that do not apply. A class-merging library was rejected: two classes that
// contradict each other are a defect, which should be seen.

/** The given class names with a space between; falsy ones are left out. */
export function cx(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
