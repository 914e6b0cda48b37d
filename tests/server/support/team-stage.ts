// A team's host as people reach it: over HTTPS, on a real database, with a real sign-in service. Behind it stands a hub that
// answers every call with who asked.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Caller } from '../../../src/core/team/roles.ts'
import { startTeamHost, type TeamHost, type TeamHub } from '../../../src/server/index.ts'
import { type AccessStage, startAccess } from '../../support/access-stage.ts'
import type { Certificates } from '../../support/certificates.ts'
import { type OidcService, startOidcService } from './oidc-service.ts'
import { createVisitor, passService, type TestVisitor } from './visitor.ts'

export type TeamStage = {
  readonly log: AccessStage
  readonly service: OidcService
  readonly host: TeamHost
  /** Without a slash at its end. */
  readonly url: string
  readonly dir: string
  /** What the hub was asked, and by whom. */
  readonly asked: { readonly caller: Caller; readonly name: string; readonly input: unknown }[]
  readonly defects: unknown[]
  readonly visitor: () => TestVisitor
  /** Signs somebody in through the service; gives what the hub answered at the end. */
  readonly signIn: (
    visitor: TestVisitor,
    name: string,
    to?: string,
  ) => Promise<{ readonly status: number; readonly location: string; readonly body: string }>
  readonly isBack: (url: string) => boolean
  /** Lets the host’s clock go on by so much. */
  readonly pass: (ms: number) => void
  /** Holds the host’s clock, but for `pass`; returns what lets it go on. */
  readonly hold: () => () => void
  /** Says, as the hub behind the host does, that what somebody may do has changed. */
  readonly accessChanged: () => void
  readonly close: () => Promise<void>
}

/** `own`: the address that people open, where it is another than the host’s on the loopback. */
export async function startTeamStage(
  certificates: Certificates,
  own: string | null = null,
): Promise<TeamStage> {
  const dir = mkdtempSync(join(tmpdir(), 'runlight-team-'))
  const { cert, key } = certificates.sound
  const files = { cert: join(dir, 'tls', 'cert.pem'), key: join(dir, 'tls', 'key.pem') }
  mkdirSync(join(dir, 'tls'))
  writeFileSync(files.cert, cert)
  writeFileSync(files.key, key, { mode: 0o600 })
  const rendererDir = join(dir, 'renderer')
  mkdirSync(rendererDir)
  writeFileSync(
    join(rendererDir, 'index.html'),
    '<!doctype html><html lang="en"><head><title>Runlight</title>\n<script type="module" src="./own.js"></script></head><body><h1>The board</h1></body></html>',
  )
  writeFileSync(join(rendererDir, 'bridge.js'), 'globalThis.bridged = true\n')
  writeFileSync(join(rendererDir, 'own.js'), '\n')

  const log = await startAccess()
  const service = await startOidcService(certificates.sound)
  const asked: TeamStage['asked'] = []
  const hearing = new Set<() => void>()
  let passed = 0
  let held: number | null = null
  const defects: unknown[] = []
  const hub: TeamHub = {
    as: (caller) => ({
      dispatch: async (name, input) => {
        asked.push({ caller, name, input })
        return { ok: true, value: { job: 7 } }
      },
      onChanges: () => () => {},
      transcripts: { download: () => null },
      close: () => {},
    }),
    members: async () => [],
    onAccess: (listener) => {
      hearing.add(listener)
      return () => hearing.delete(listener)
    },
  }
  const host = await startTeamHost({
    hub,
    access: log.access,
    rendererDir,
    version: '1.2.3',
    listen: { host: '127.0.0.1', port: 0 },
    url: own,
    tls: files,
    oidc: {
      issuer: service.issuer,
      clientId: service.clientId,
      secret: service.secret,
      groupsClaim: 'groups',
    },
    now: () => (held ?? performance.now()) + passed,
    onDefect: (where, thrown) => defects.push([where, thrown]),
  })
  const url = `https://127.0.0.1:${host.port}`
  service.serve(url)
  const isBack = (at: string) => at.startsWith(`${url}/sign-in/back`)
  return {
    log,
    service,
    host,
    url,
    dir,
    asked,
    defects,
    isBack,
    pass: (ms) => {
      passed += ms
    },
    hold: () => {
      held = performance.now()
      return () => {
        held = null
      }
    },
    accessChanged: () => {
      for (const listener of hearing) listener()
    },
    visitor: () => createVisitor(cert),
    signIn: async (visitor, name, to = '/') => {
      const back = await passService(
        visitor,
        `${url}/sign-in/service?to=${encodeURIComponent(to)}`,
        name,
        isBack,
      )
      return visitor.ask(back)
    },
    close: async () => {
      await host.close()
      await service.close()
      await log.close()
      rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}
