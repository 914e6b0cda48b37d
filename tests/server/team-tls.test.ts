// The certificate of a team's host, and the promise to come by TLS alone: as a renewal, a browser and a name of its own have them.

import { renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Certificate, makeCertificates } from '../support/certificates.ts'
import { postgresHere } from '../support/postgres.ts'
import { startTeamStage, type TeamStage } from './support/team-stage.ts'

const certificates = postgresHere('The certificate of a team’s host') === null ? null : makeCertificates()

let stage: TeamStage
const own = 'https://hub.example.com:8443'

/** The certificate that a new connection is shown, as its fingerprint. */
function shown(): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: stage.host.port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256)
      socket.destroy()
    })
    socket.on('error', reject)
  })
}

/** Puts the pair there as a renewal does: each file beside the old one, and then in its place. */
function put({ cert, key }: Certificate): void {
  for (const [name, text] of [
    ['cert.pem', cert],
    ['key.pem', key],
  ] as const) {
    const file = join(stage.dir, 'tls', name)
    writeFileSync(`${file}.new`, text, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
}

describe.skipIf(certificates === null)('the certificate', () => {
  beforeAll(async () => {
    if (certificates !== null) stage = await startTeamStage(certificates, own)
  })
  afterAll(() => stage?.close())

  test('is taken up where it was renewed, by the next connection; one that is not sound is told, and the one before stays', async () => {
    if (certificates === null) return
    const { sound, elsewhere } = certificates
    const first = await shown()
    put(elsewhere)
    await expect.poll(shown).not.toBe(first)
    const second = await shown()
    // A key of another certificate.
    put({ cert: sound.cert, key: elsewhere.key })
    await expect.poll(() => stage.defects.length).toBe(1)
    expect(String(stage.defects[0])).toContain('do not belong together')
    expect(String(stage.defects[0])).not.toContain('PRIVATE KEY')
    expect(await shown()).toBe(second)
    // Where the files are links, as volumes of secrets have them, the links are put elsewhere.
    for (const name of ['cert.pem', 'key.pem']) {
      writeFileSync(join(stage.dir, name), name === 'cert.pem' ? sound.cert : sound.key, { mode: 0o600 })
      symlinkSync(join(stage.dir, name), join(stage.dir, 'tls', 'link'))
      renameSync(join(stage.dir, 'tls', 'link'), join(stage.dir, 'tls', name))
    }
    await expect.poll(shown).toBe(first)
  })

  test('goes with the word to come by TLS alone, under a name of its own and not under one that every computer has, such as this one’s', async () => {
    const visitor = stage.visitor()
    const named = await visitor.ask(`${stage.url}/sign-in`, { headers: { host: 'hub.example.com:8443' } })
    expect([named.status, named.headers.get('strict-transport-security')]).toEqual([200, 'max-age=31536000'])
    const refused = await visitor.ask(`${stage.url}/`, { headers: { host: 'evil.example' } })
    expect([refused.status, refused.headers.has('strict-transport-security')]).toEqual([403, false])
    const near = await visitor.ask(`${stage.url}/sign-in`)
    expect([near.status, near.headers.has('strict-transport-security')]).toEqual([200, false])
  })
})
