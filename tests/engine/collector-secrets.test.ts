// The credentials of a collector: its own, those that are sealed for the pool, and where its own may go.

import { generateKeyPairSync } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ServerWay } from '../../src/engine/base/ports.ts'
import { createCollectorSecrets, readOwnSecrets } from '../../src/engine/collect/collector-secrets.ts'
import { openServerWays } from '../../src/engine/collect/server-ways.ts'
import { seal, unseal } from '../../src/engine/sealing/seal.ts'

function poolKey(): { readonly publicKey: string; readonly privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  return {
    publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  }
}

const wayOf = (name: string): ServerWay => ({ name, baseUrl: `https://${name}`, proxyUrl: null, caPem: null })
const anyWay = { ways: { allows: () => true }, withheld: () => {} }

test('what is sealed for a pool is opened with its key alone, and for what it was sealed for', () => {
  const pool = poolKey()
  const sealed = seal(pool.publicKey, 'server:1', 'a token')
  expect(sealed).not.toContain('token')
  expect(unseal(pool.privateKey, 'server:1', sealed)).toBe('a token')
  expect(unseal(pool.privateKey, 'server:2', sealed)).toBe(null)
  expect(unseal(poolKey().privateKey, 'server:1', sealed)).toBe(null)
  expect(unseal(pool.privateKey, 'server:1', sealed.replace(/\.../, '.__'))).toBe(null)
  expect(() => seal('no key', 'server:1', 'a token')).toThrow(/openssl genpkey/)
})

test('a collector has the credentials of its file, of its environment, and those that are sealed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'runlight-secrets-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text, { mode: 0o600 })
    return path
  }
  const pool = poolKey()
  const lines = file('lines', '# ours\nprod = a=b\n\n')
  const own = readOwnSecrets(lines, file('key', pool.privateKey))
  expect(readOwnSecrets(file('json', '{"prod":"a=b"}'), null).servers).toEqual(own.servers)
  if (process.platform !== 'win32') {
    chmodSync(lines, 0o644)
    expect(() => readOwnSecrets(lines, null)).toThrow(/chmod 600/)
  }

  const sealed: unknown[] = []
  const names = ['prod', 'staging-eu', 'other', 'none']
  const store = createCollectorSecrets({
    own,
    env: { RUNLIGHT_SECRET_STAGING_EU: 'of the environment' },
    team: {
      sealed: async (ref) => (ref === 'server:3' ? seal(pool.publicKey, ref, 'sealed') : null),
      seal: async (ref, text) => void sealed.push(text === null ? null : unseal(pool.privateKey, ref, text)),
    },
    serverNames: () => names,
    ...anyWay,
  })
  const had = await Promise.all(names.map((name, i) => store.get(`server:${i + 1}`, wayOf(name))))
  expect(had).toEqual(['a=b', 'of the environment', 'sealed', null])
  // Whoever has the run next can go on with it.
  await store.set('run:u', 'of this run')
  expect([sealed, await store.get('run:u')]).toEqual([['of this run'], 'of this run'])
})

test('a variable whose name fits two servers is the secret of neither', async () => {
  const names = ['staging-eu']
  const store = createCollectorSecrets({
    own: { servers: new Map([['Staging EU', 'of the file']]), poolKey: null },
    env: { RUNLIGHT_SECRET_STAGING_EU: 'of the environment' },
    team: { sealed: async () => null, seal: async () => {} },
    serverNames: () => names,
    ...anyWay,
  })
  const had = () => Promise.all(names.map((name, i) => store.get(`server:${i + 1}`, wayOf(name))))
  expect(await had()).toEqual(['of the environment'])
  names.push('staging eu', 'Staging EU')
  expect(await had()).toEqual([null, null, 'of the file'])
})

test('a collector’s own credential goes the way that it was first used for, and no other until it is entered anew', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'runlight-ways-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const told: string[] = []
  /** As a collector that is started has it, whose variable or file has `secret`. */
  const given = async (secret: string, from: 'file' | 'env', ...ways: ServerWay[]) => {
    const store = createCollectorSecrets({
      own: { servers: new Map(from === 'file' ? [['prod', secret]] : []), poolKey: null },
      env: from === 'env' ? { RUNLIGHT_SECRET_PROD: secret } : {},
      team: { sealed: async () => null, seal: async () => {} },
      serverNames: () => ['prod'],
      ways: openServerWays(folder),
      withheld: (name, source, why) => void told.push(`${name}, ${source}, ${why}`),
    })
    const had: (string | null)[] = []
    for (const way of ways) had.push(await store.get('server:1', way))
    return had
  }
  const prod = wayOf('prod')
  const moved = { ...prod, baseUrl: 'https://elsewhere' }

  expect(await given('secret', 'file', prod, moved, moved, prod)).toEqual(['secret', null, null, 'secret'])
  expect(told.splice(0)).toEqual(['prod, file: prod, elsewhere'])
  const others = [{ ...prod, proxyUrl: 'http://proxy' }, { ...prod, caPem: 'an authority' }, moved, prod]
  expect(await given('secret', 'file', ...others)).toEqual([null, null, null, 'secret'])
  expect(await given('entered anew', 'file', moved, prod)).toEqual(['entered anew', null])

  // Another name that leads to the same variable is no other server.
  expect(await given('variable', 'env', prod, { ...moved, name: 'Prod' }, prod)).toEqual([
    'variable',
    null,
    'variable',
  ])

  const path = join(folder, 'ways.json')
  expect(readFileSync(path, 'utf8')).not.toMatch(/entered anew|elsewhere|"variable"/)
  writeFileSync(path, '{')
  expect(() => openServerWays(folder)).toThrow(/ways\.json.* delete it/)
})

test('a credential whose way cannot be noted is not given, and given once it can', async () => {
  const told: unknown[] = []
  let isFull = true
  const store = createCollectorSecrets({
    own: { servers: new Map([['prod', 'secret']]), poolKey: null },
    env: {},
    team: { sealed: async () => null, seal: async () => {} },
    serverNames: () => ['prod'],
    ways: {
      allows: () => {
        if (isFull) throw new Error('full')
        return true
      },
    },
    withheld: (...given) => void told.push(given),
  })
  const get = () => store.get('server:1', wayOf('prod'))
  expect([await get(), await get()]).toEqual([null, null])
  isFull = false
  expect([await get(), told]).toEqual(['secret', [['prod', 'file: prod', 'not-noted']]])
})
