// What the tests of a team's host do again and again.

import { makeCertificates } from '../../support/certificates.ts'
import { postgresHere } from '../../support/postgres.ts'
import type { TeamStage } from './team-stage.ts'
import type { TestVisitor } from './visitor.ts'

/** Null, and a line that says so, where a team's host cannot be tested on this machine. */
export function certificatesFor(tests: string) {
  return postgresHere(tests) === null ? null : makeCertificates()
}

export const session = '__Host-runlight'

export function teamSteps(stage: () => TeamStage) {
  const at = (path: string) => `${stage().url}${path}`
  return {
    at,
    audit: async () =>
      (await stage().log.access.audit.page({ before: null, limit: 100, who: null, what: null })).rows,
    makeToken: (expiresAt: number | null = null) =>
      stage().log.access.tokens.create(
        { name: 'a script', space: null, role: 'operator', expiresAt },
        'the test',
      ),
    enterByToken: (visitor: TestVisitor, token: string, headers?: Readonly<Record<string, string>>) =>
      visitor.send(at('/sign-in/token'), { token, to: '/' }, headers),
    call: (visitor: TestVisitor, headers: Readonly<Record<string, string>>, name = 'team.me') =>
      visitor.ask(at('/api/call'), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ name, input: {} }),
      }),
  }
}
