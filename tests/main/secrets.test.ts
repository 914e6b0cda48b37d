// Credentials over a key store that is locked, exchanged, renewed or missing. The key store is scripted, the file is real.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type KeyStore, openSecrets } from '../../src/main/secrets.ts'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runlight-secrets-'))
  path = join(folder, 'secrets.json')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A key store whose blobs open with the same `key` only. */
function keyStore(key = 1, more: Partial<KeyStore> = {}): KeyStore {
  const turn = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ (0x55 + key)))
  return {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptStringAsync: async (text) => Buffer.concat([Buffer.from([key]), turn(Buffer.from(text))]),
    decryptStringAsync: async (blob) => {
      if (blob[0] !== key) throw new Error('Error while decrypting')
      return { result: turn(blob.subarray(1)).toString('utf8'), shouldReEncrypt: false }
    },
    ...more,
  }
}

test('a credential outlives the app, in a file that only its owner reads and that does not say it', async () => {
  const first = await openSecrets(keyStore(), 'linux', path)
  await first.set('server 1', 'sésame')
  await first.set('server 2', 'other')
  await first.remove('server 2')

  const second = await openSecrets(keyStore(), 'linux', path)
  expect([second.keeps, await second.get('server 1'), await second.get('server 2')]).toEqual([
    'keychain',
    'sésame',
    null,
  ])
  expect(readFileSync(path, 'utf8')).not.toMatch(/sésame|other/)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['secrets.json'])
})

test.each(['basic_text', 'unknown'])(
  'on Linux with %s nothing is written, and it is said',
  async (backend) => {
    const secrets = await openSecrets(
      keyStore(1, { getSelectedStorageBackend: () => backend }),
      'linux',
      path,
    )
    await secrets.set('server 1', 'sesame')
    expect([secrets.keeps, await secrets.get('server 1'), existsSync(path)]).toEqual([
      'session',
      'sesame',
      false,
    ])
  },
)

test('where encryption is not available, or cannot even be asked about, credentials stay in memory', async () => {
  const unavailable = await openSecrets(
    keyStore(1, { isAsyncEncryptionAvailable: async () => false }),
    'win32',
    path,
  )
  const failing = await openSecrets(
    keyStore(1, { isAsyncEncryptionAvailable: () => Promise.reject(new Error('no bus')) }),
    'linux',
    path,
  )
  expect([unavailable.keeps, failing.keeps]).toEqual(['session', 'session'])
})

test('the Linux question is not asked elsewhere', async () => {
  const asked = keyStore(1, {
    getSelectedStorageBackend: () => {
      throw new Error('not on this platform')
    },
  })
  const secrets = await openSecrets(asked, 'darwin', path)
  expect(secrets.keeps).toBe('keychain')
})

test('a blob of another key store, or one that does not open, is asked for again and stays in the file', async () => {
  const first = await openSecrets(keyStore(), 'linux', path)
  await first.set('server 1', 'sesame')
  const written = readFileSync(path, 'utf8')

  const otherStore = await openSecrets(
    keyStore(1, { getSelectedStorageBackend: () => 'kwallet6' }),
    'linux',
    path,
  )
  const otherKey = await openSecrets(keyStore(2), 'linux', path)
  expect([await otherStore.get('server 1'), await otherKey.get('server 1')]).toEqual([null, null])
  expect(readFileSync(path, 'utf8')).toBe(written)
})

test('a renewed key has its credentials encrypted anew', async () => {
  const first = await openSecrets(keyStore(), 'linux', path)
  await first.set('server 1', 'sesame')
  const before = readFileSync(path, 'utf8')

  const renewed = keyStore(2)
  const rotating = keyStore(2, {
    decryptStringAsync: async (blob) =>
      blob[0] === 1
        ? { ...(await keyStore(1).decryptStringAsync(blob)), shouldReEncrypt: true }
        : renewed.decryptStringAsync(blob),
  })
  const second = await openSecrets(rotating, 'linux', path)
  expect(await second.get('server 1')).toBe('sesame')
  expect(readFileSync(path, 'utf8')).not.toBe(before)
  expect(await (await openSecrets(renewed, 'linux', path)).get('server 1')).toBe('sesame')
})

test.each([
  ['is no JSON', '{"format":1,'],
  ['is of another format', '{"format":2,"secrets":{}}'],
  ['holds something else', '{"format":1,"secrets":[]}'],
])('a file that %s is put aside with its content when a credential is stored', async (_what, text) => {
  writeFileSync(path, text)
  const secrets = await openSecrets(keyStore(), 'linux', path)
  expect(await secrets.get('server 1')).toBeNull()
  expect(readFileSync(path, 'utf8')).toBe(text)

  await secrets.set('server 1', 'sesame')
  const aside = readdirSync(folder).find((name) => name.startsWith('secrets.json.unreadable-'))
  expect(readFileSync(join(folder, aside ?? 'none'), 'utf8')).toBe(text)
  expect(await (await openSecrets(keyStore(), 'linux', path)).get('server 1')).toBe('sesame')
})

test('a credential that cannot be written is refused with what to do, and the next one can be', async () => {
  const secrets = await openSecrets(keyStore(), 'linux', path)
  rmSync(folder, { recursive: true })
  await expect(secrets.set('server 1', 'sesame')).rejects.toMatchObject({
    code: 'data-dir-not-writable',
    message: `Runlight cannot write its credentials to ${path}: make room and allow writing there, then try again.`,
  })
})
