// What people enter at a hub reaches collectors alone: it is stored sealed, and the hub that sealed it cannot read it again.

import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { createPoolSecrets } from '../../../src/engine/hub/pool-secrets.ts'
import { seal, unseal } from '../../../src/engine/sealing/seal.ts'

const pem = { type: 'spki', format: 'pem' } as const
const { publicKey, privateKey } = generateKeyPairSync('x25519', {
  publicKeyEncoding: pem,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

test('a secret is stored sealed for whoever has the private key, and for its own server alone', async () => {
  const stored = new Map<string, string | null>()
  const team = { seal: async (ref: string, sealed: string | null) => void stored.set(ref, sealed) }
  const secrets = createPoolSecrets(team, (ref, secret) => seal(publicKey, ref, secret))
  await secrets.set('server:3', 'a-very-secret-token')
  const sealed = stored.get('server:3') ?? ''
  expect(sealed).not.toContain('very')
  expect(await secrets.get('server:3')).toBe(null)
  expect([unseal(privateKey, 'server:3', sealed), unseal(privateKey, 'server:4', sealed)]).toEqual([
    'a-very-secret-token',
    null,
  ])
  await secrets.remove('server:3')
  expect(stored.get('server:3')).toBe(null)
})

test('a hub without the key of the pool takes no secret, and says who does', async () => {
  const secrets = createPoolSecrets({ seal: async () => {} }, null)
  await expect(secrets.set('server:3', 'x')).rejects.toMatchObject({ code: 'not-allowed' })
  expect(secrets.keeping().note).toMatch(/public key of the pool/)
})
