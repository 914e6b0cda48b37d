// The fixture of the specs of a team: one hub and one collector as they are shipped, each with the database role that is theirs and
// no other, a sign-in service, and a server of two jobs: one that goes on, and one that refuses. All tests of a file share them.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import type { CallName, Input, Output } from '../../src/core/contract/contract.ts'
import { type OidcService, startOidcService } from '../server/support/oidc-service.ts'
import { type AccessStage, startAccess } from './access-stage.ts'
import { makeCertificates } from './certificates.ts'
import { freePort } from './postgres/free-port.ts'
import { postgresHere } from './postgres.ts'

export { expect } from '@playwright/test'

type Call = <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>

export type TeamInBrowser = {
  /** The hub’s address, without a slash at its end. */
  readonly url: string
  readonly log: AccessStage
  readonly service: OidcService
  /** As a script with a token of the whole team’s admin. */
  readonly call: Call
  /** A token of this role in the whole team. */
  readonly token: (role: 'viewer' | 'operator' | 'admin') => Promise<{ id: number; secret: string }>
  /** Adds a server in a space of its own, and a run of it whose server refuses it. Resolves when it was refused. */
  readonly refusedRun: (server: string) => Promise<{ readonly run: number; readonly space: number }>
  /** A browser of somebody’s own. */
  readonly person: () => Promise<{ readonly context: BrowserContext; readonly page: Page }>
}

/** Whether there is what the specs need; says what is missing where not. */
export const teamHere = postgresHere('Signing in, in a browser') === null ? null : makeCertificates()

const cli = 'out/main/cli.js'

export const test = base.extend<
  { readonly person: TeamInBrowser['person'] },
  { readonly team: TeamInBrowser }
>({
  team: [
    async ({ browser }, use) => {
      if (teamHere === null) throw new Error('Nothing to test with: the tests are to be skipped')
      const dir = mkdtempSync(join(tmpdir(), 'runlight-browser-team-'))
      const closers: (() => Promise<unknown> | unknown)[] = [
        () => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }),
      ]
      const at = (name: string, text: string) => {
        writeFileSync(join(dir, name), text, { mode: 0o600 })
        return join(dir, name)
      }
      try {
        const [cert, key] = [at('cert.pem', teamHere.sound.cert), at('key.pem', teamHere.sound.key)]
        const log = await startAccess()
        closers.unshift(log.close)
        const service = await startOidcService(teamHere.sound)
        closers.unshift(service.close)
        const jobs = createServer((_request, response) => {
          response.writeHead(404).end()
        })
        await new Promise<void>((resolve) => jobs.listen(0, '127.0.0.1', resolve))
        closers.unshift(() => jobs.close())
        const port = await freePort()
        const url = `https://127.0.0.1:${port}`
        service.serve(url)
        const secret = at('secret', service.secret)
        const collector = run(['collect', '--name', 'a', '--data-dir', join(dir, 'a')], {
          RUNLIGHT_LOG: log.urlOf('runlight_collector'),
        })
        closers.unshift(collector.end)
        const hub = run(
          [
            ...['serve', '--no-open', '--name', 'hub', '--data-dir', join(dir, 'hub')],
            ...['--listen', `127.0.0.1:${port}`, '--tls-cert', cert, '--tls-key', key],
            ...[
              '--oidc-issuer',
              service.issuer,
              '--oidc-client-id',
              service.clientId,
              '--oidc-secret-file',
              secret,
            ],
          ],
          { RUNLIGHT_LOG: log.urlOf('runlight_hub'), NODE_EXTRA_CA_CERTS: cert },
        )
        closers.unshift(hub.end)
        await Promise.all([hub.said('Runlight serves the team'), collector.said('')])
        const token: TeamInBrowser['token'] = async (role) => {
          const made = await log.access.tokens.create(
            { name: `the ${role}`, space: null, role, expiresAt: null },
            'the test',
          )
          return { id: made.token.id, secret: made.secret }
        }
        const admin = await token('admin')
        const call: Call = async (name, input) => {
          const response = await fetch(`${url}/api/call`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${admin.secret}` },
            body: JSON.stringify({ name, input }),
          })
          const answer = await response.json()
          if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`)
          return answer.value
        }
        const refusedRun: TeamInBrowser['refusedRun'] = async (name) => {
          const profile = { auth: 'none', secret: null, caPem: null, proxyUrl: null } as const
          const { port: jobsPort } = jobs.address() as AddressInfo
          // Each has an address of its own: of one address there is one server.
          const baseUrl = `http://127.0.0.1:${jobsPort}/${name}`
          const server = await call('servers.save', { id: null, name, baseUrl, ...profile })
          const space = (await call('spaces.save', { id: null, name })).id
          await call('spaces.move', { server: server.id, space })
          const { run } = await call('runs.add', {
            kind: 'flashcards',
            serverId: server.id,
            baseUrl: null,
            params: { run_id: 'job' },
            headers: null,
            title: `Job of ${name}`,
            evenIfWatched: true,
            retry: true,
          })
          await expect
            .poll(
              async () =>
                (await call('runs.snapshot', {})).runs.find(({ id }) => id === run)?.connection.state,
            )
            .toBe('refused')
          return { run, space }
        }
        await use({ url, log, service, call, token, refusedRun, person: () => personIn(browser) })
      } finally {
        for (const close of closers) await close()
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  /** Browsers that end with the test. */
  person: async ({ team }, use) => {
    const contexts: BrowserContext[] = []
    await use(async () => {
      const one = await team.person()
      contexts.push(one.context)
      return one
    })
    for (const context of contexts) await context.close()
  },
})

async function personIn(browser: import('@playwright/test').Browser) {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
  })
  return { context, page: await context.newPage() }
}

/** A command of the terminal host, with what its user has in the environment and these. */
function run(words: readonly string[], env: Readonly<Record<string, string>>) {
  const child: ChildProcess = spawn(process.execPath, [cli, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  let text = ''
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.stdout?.on('data', (part: Buffer) => {
    text += part.toString()
  })
  return {
    /** Resolves when it has printed this. */
    said: async (words: string): Promise<void> => {
      await expect
        .poll(
          () => {
            if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${text}`)
            return text !== '' && text.includes(words)
          },
          { timeout: 90_000 },
        )
        .toBe(true)
    },
    end: async (): Promise<void> => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
