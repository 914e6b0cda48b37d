// Who runs this process.

import { userInfo } from 'node:os'

/** The name that the system knows its user by; null where it knows none, as in a container whose user is a number alone. */
export function osUser(): string | null {
  try {
    return userInfo().username
  } catch {
    return null
  }
}
