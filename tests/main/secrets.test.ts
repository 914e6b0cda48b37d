// Credentials over a key store that is locked, exchanged, renewed or missing. The key store is scripted, the file is real.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type KeyStore, openSecrets } from '../../src/main/secrets/secrets.ts'
import { hasMode } from '../support/file-mode.ts'

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
  expect([second.keeping().keeps, await second.get('server 1'), await second.get('server 2')]).toEqual([
    'keychain',
    'sésame',
    null,
  ])
  expect(readFileSync(path, 'utf8')).not.toMatch(/sésame|other/)
  expect(hasMode(path, 0o600)).toBe(true)
  expect(readdirSync(folder)).toEqual(['secrets.json'])
})

test('on Linux a key that everybody knows writes nothing, and it is said with what to do', async () => {
  const encryptStringAsync = async (text: string) => Buffer.from(`v10${text}`)
  const secrets = await openSecrets(keyStore(1, { encryptStringAsync }), 'linux', path)
  await secrets.set('server 1', 'sesame')
  expect([secrets.keeping(), await secrets.get('server 1'), existsSync(path)]).toEqual([
    {
      keeps: 'session',
      note: 'Without an unlocked key ring this computer would keep them under a password that everybody knows. Unlock one, or install GNOME Keyring or KWallet, and start Runlight again.',
    },
    'sesame',
    false,
  ])
})

test('a key ring that only safeStorage itself finds is used', async () => {
  const secrets = await openSecrets(
    keyStore(1, { getSelectedStorageBackend: () => 'basic_text' }),
    'linux',
    path,
  )
  await secrets.set('server 1', 'sesame')
  expect([secrets.keeping(), existsSync(path)]).toEqual([{ keeps: 'keychain', note: null }, true])
})

const refused = {
  keeps: 'session',
  note: 'The system’s key store did not let Runlight in: allow it there, and start Runlight again.',
}

test('a key store that denies the first encryption keeps nothing, and it is said', async () => {
  const encryptStringAsync = () => Promise.reject(new Error('Error while encrypting'))
  const secrets = await openSecrets(keyStore(1, { encryptStringAsync }), 'darwin', path)
  await secrets.set('server 1', 'sesame')
  expect([secrets.keeping(), await secrets.get('server 1'), existsSync(path)]).toEqual([
    refused,
    'sesame',
    false,
  ])
})

test('a key store that denies a later one keeps the credential for the session, and the replaced one is gone', async () => {
  let denies = false
  const own = keyStore()
  const encryptStringAsync = (text: string) =>
    denies ? Promise.reject(new Error('Error while encrypting')) : own.encryptStringAsync(text)
  const secrets = await openSecrets(keyStore(1, { encryptStringAsync }), 'darwin', path)
  await secrets.set('server 1', 'sesame')
  await secrets.set('server 2', 'other')
  denies = true
  await secrets.set('server 1', 'open')
  expect([secrets.keeping(), await secrets.get('server 1'), await secrets.get('server 2')]).toEqual([
    refused,
    'open',
    'other',
  ])
  const next = await openSecrets(keyStore(), 'darwin', path)
  expect([await next.get('server 1'), await next.get('server 2')]).toEqual([null, 'other'])
})

test('a key store whose prompt is left open holds nothing up, and is used when it answers', async () => {
  const first = await openSecrets(keyStore(), 'linux', path)
  await first.set('server 1', 'sesame')

  const prompt = Promise.withResolvers<boolean>()
  const asked = keyStore(1, { isAsyncEncryptionAvailable: () => prompt.promise })
  const secrets = await openSecrets(asked, 'linux', path)
  let changes = 0
  secrets.onChange(() => changes++)
  await secrets.set('server 2', 'entered meanwhile')
  expect([
    secrets.keeping(),
    await secrets.get('server 1'),
    await secrets.get('server 2'),
    readFileSync(path, 'utf8').includes('server 2'),
  ]).toEqual([
    {
      keeps: 'session',
      note: 'The system’s key store has not answered yet: look for its own window, and unlock it there.',
    },
    null,
    'entered meanwhile',
    false,
  ])
  prompt.resolve(true)
  await expect.poll(() => changes).toBe(1)
  expect([secrets.keeping(), await secrets.get('server 1')]).toEqual([
    { keeps: 'keychain', note: null },
    'sesame',
  ])
  expect(await (await openSecrets(keyStore(), 'linux', path)).get('server 2')).toBe('entered meanwhile')
})

/** A key store that was asked while locked, and encrypts `slow` only when it is let. */
async function afterPrompt(slow: string) {
  const prompt = Promise.withResolvers<boolean>()
  const release = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const own = keyStore()
  const keys = keyStore(1, {
    isAsyncEncryptionAvailable: () => prompt.promise,
    encryptStringAsync: async (text) => {
      if (text === slow) {
        asked.resolve()
        await release.promise
      }
      return own.encryptStringAsync(text)
    },
  })
  const secrets = await openSecrets(keys, 'linux', path)
  await secrets.set('server 1', slow)
  const told = new Promise<void>((resolve) => secrets.onChange(resolve))
  prompt.resolve(true)
  await asked.promise
  /** Lets it finish; resolves to what the next start reads. */
  const finish = async () => {
    release.resolve()
    await told
    return (await openSecrets(keyStore(), 'linux', path)).get('server 1')
  }
  return { secrets, finish }
}

test('a credential that is replaced while an earlier one is still being encrypted stays the later one', async () => {
  const { secrets, finish } = await afterPrompt('first')
  await secrets.set('server 1', 'second')
  expect([await finish(), await secrets.get('server 1')]).toEqual(['second', 'second'])
})

test('a credential that is removed while it is still being encrypted does not come back', async () => {
  const { secrets, finish } = await afterPrompt('first')
  await secrets.remove('server 1')
  expect([await finish(), await secrets.get('server 1')]).toEqual([null, null])
})

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
  expect([unavailable.keeping().keeps, failing.keeping().keeps]).toEqual(['session', 'session'])
})

test('the Linux question is not asked elsewhere', async () => {
  const asked = keyStore(1, {
    getSelectedStorageBackend: () => {
      throw new Error('not on this platform')
    },
  })
  const secrets = await openSecrets(asked, 'darwin', path)
  expect(secrets.keeping().keeps).toBe('keychain')
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
