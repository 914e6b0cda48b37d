// Who may what, in three words. A role is given in one space of servers or in the whole team; whoever may do more may do all
// that is below it. Pure, and without schemas: the page asks it which buttons to show.

/** Lowest first. A viewer sees, an operator acts on runs, an admin sets servers, people and the log up. */
export const roleNames = ['viewer', 'operator', 'admin'] as const
export type Role = (typeof roleNames)[number]

/** What somebody was given. `space` null: the whole team, with the spaces that are yet to come. */
export type Given = { readonly space: number | null; readonly role: Role }

/** Somebody who has come in, as everything behind the door knows them. Plain data. */
export type Caller = {
  /** `person:7`, `token:3`: what is personal is kept under it. */
  readonly key: string
  /** As the audit list and the runs’ records call them. */
  readonly name: string
  readonly given: readonly Given[]
}

/** Whether `has` is enough where `needed` is asked for. */
export function isEnough(has: Role | null, needed: Role): boolean {
  return has !== null && roleNames.indexOf(has) >= roleNames.indexOf(needed)
}

/** The role in a space; with null, in the whole team. Null where there is none. */
export function roleIn(given: readonly Given[], space: number | null): Role | null {
  return highest(given.filter((one) => one.space === null || one.space === space))
}

/** The highest role anywhere; null for somebody who was given none yet. */
export function roleAnywhere(given: readonly Given[]): Role | null {
  return highest(given)
}

/** The spaces whose servers and runs are shown: those with any role. */
export function seenSpaces(given: readonly Given[]): readonly number[] | 'all' {
  const spaces = new Set<number>()
  for (const { space } of given) {
    if (space === null) return 'all'
    spaces.add(space)
  }
  return [...spaces].toSorted((a, b) => a - b)
}

/** The space that every team has from its first day on, and that nobody can take away: what is new or of no server is in it. */
export const firstSpace = 1

function highest(given: readonly Given[]): Role | null {
  return given.reduce<Role | null>((best, { role }) => (isEnough(best, role) ? best : role), null)
}
