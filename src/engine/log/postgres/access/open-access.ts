// Who may come to the log at an address, opened for a hub or for the terminal. Two connections: what is asked at every call
// never waits for a list.

import type { AccessPort } from '../../access-port.ts'
import { createConnection } from '../base/connection.ts'
import { checkFormat } from '../schema/check-format.ts'
import { createAudit } from './audit.ts'
import { createLockOuts } from './lock-outs.ts'
import { createPeople } from './people.ts'
import { createSessions } from './sessions.ts'
import { createSignIns } from './sign-ins.ts'
import { createSpaces } from './spaces.ts'
import { createTokens } from './tokens.ts'

const statementMs = 10_000

/** Rejects with `older-log` or `newer-log` where the log has another format, and as every function of the port does. */
export async function openAccess(url: string): Promise<AccessPort> {
  const quick = createConnection(url, 'runlight access', statementMs)
  const lists = createConnection(url, 'runlight access lists', statementMs)
  const close = async () => {
    await Promise.all([quick.close(), lists.close()])
  }
  try {
    await checkFormat(lists, 'write')
  } catch (thrown) {
    await close()
    throw thrown
  }
  const { list, ...asked } = createTokens(quick)
  const { of, runsOfAlerts } = createSpaces(quick)
  return {
    sessions: createSessions(quick),
    tokens: { ...asked, list: createTokens(lists).list },
    signIns: createSignIns(quick),
    lockOuts: createLockOuts(quick),
    people: createPeople(lists),
    spaces: { ...createSpaces(lists), of, runsOfAlerts },
    audit: createAudit(lists),
    close,
  }
}
