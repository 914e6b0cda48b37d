// Credentials in the system's key store, through Electron's safeStorage. Where that would mean a password known to
// everybody (Linux without a key ring), or where the store lets nobody in, they live in memory only, and the screen says
// why. Asking first was rejected, because nobody can judge it at that moment. A store that does not answer, because its
// own prompt is open, is not waited for long: what it holds is there when it answers.

import { RunlightError } from '../../core/basics/errors.ts'
import type { SecretKeeping, SecretStore } from '../../engine/index.ts'
import { openSecretFile } from './secret-file.ts'

/** What is used of Electron's safeStorage, after the app is ready. */
export type KeyStore = {
  readonly isAsyncEncryptionAvailable: () => Promise<boolean>
  readonly encryptStringAsync: (text: string) => Promise<Buffer>
  readonly decryptStringAsync: (
    blob: Buffer,
  ) => Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>
  /** Linux only. */
  readonly getSelectedStorageBackend: () => string
}

const notes = {
  asking: 'The system’s key store has not answered yet: look for its own window, and unlock it there.',
  public:
    'Without an unlocked key ring this computer would keep them under a password that everybody knows. Unlock one, or install GNOME Keyring or KWallet, and start Runlight again.',
  refused: 'The system’s key store did not let Runlight in: allow it there, and start Runlight again.',
}

/** A key store without a prompt answers far sooner. */
const patienceMs = 2_000

/** The credentials that `keys` keeps, in the file at `path`. Resolves within two seconds, whatever the key store does. */
export async function openSecrets(
  keys: KeyStore,
  platform: NodeJS.Platform,
  path: string,
): Promise<SecretStore> {
  const backend = platform === 'linux' ? keys.getSelectedStorageBackend() : platform
  const file = await openSecretFile(path)
  const memory = new Map<string, string>()
  const listeners = new Set<() => void>()
  let keeping: SecretKeeping = { keeps: 'session', note: notes.asking }
  /** What is in the file can be read. */
  let open = false

  /** By credential, its last change: what the key store answers late must not undo what was entered or removed meanwhile. */
  const changes = new Map<string, symbol>()
  const change = (ref: string): symbol => {
    const made = Symbol()
    changes.set(ref, made)
    return made
  }

  /** Keeps `value`, as of the change `asOf`. */
  const seal = async (ref: string, value: string, asOf: symbol | undefined) => {
    const blob = await keys.encryptStringAsync(value)
    if (changes.get(ref) !== asOf) return
    await file.set(ref, { backend, blob: blob.toString('base64') }).catch(cannotWrite)
    if (changes.get(ref) === asOf) memory.delete(ref)
  }
  const ask = async () => {
    keeping = await askKeyStore(keys, platform)
    open = keeping.keeps === 'keychain'
    // What was entered meanwhile is kept from now on.
    if (open) for (const [ref, value] of memory) await seal(ref, value, changes.get(ref)).catch(() => {})
    for (const listener of listeners) listener()
  }
  await Promise.race([ask(), new Promise((resolve) => setTimeout(resolve, patienceMs).unref())])

  return {
    keeping: () => keeping,
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    get: async (ref) => {
      const sealed = file.get(ref)
      if (memory.has(ref) || sealed?.backend !== backend) return memory.get(ref) ?? null
      if (!open) return null
      const asOf = changes.get(ref)
      try {
        const { result, shouldReEncrypt } = await keys.decryptStringAsync(Buffer.from(sealed.blob, 'base64'))
        // The key was renewed. The old blob still opens, so that failing to write the new one costs nothing.
        if (shouldReEncrypt) await seal(ref, result, asOf).catch(() => {})
        return result
      } catch {
        return null
      }
    },
    set: async (ref, value) => {
      const made = change(ref)
      memory.set(ref, value)
      if (keeping.keeps === 'session') return
      try {
        await seal(ref, value, made)
      } catch (thrown) {
        if (thrown instanceof RunlightError) throw thrown
        if (changes.get(ref) !== made) return
        keeping = { keeps: 'session', note: notes.refused }
        // It was replaced: the next start must not use it again.
        await file.set(ref, null).catch(cannotWrite)
      }
    },
    remove: async (ref) => {
      change(ref)
      memory.delete(ref)
      await file.set(ref, null).catch(cannotWrite)
    },
  }

  function cannotWrite(): never {
    throw new RunlightError(
      'data-dir-not-writable',
      `Runlight cannot write its credentials to ${path}: make room and allow writing there, then try again.`,
    )
  }
}

/** What Chromium's `PosixKeyProvider` puts before what it encrypted with the one key that is in its sources. */
const publicPrefix = 'v10'

/** Encrypts a probe: on Linux every key counts as available, and only what it made tells which one it was. */
async function askKeyStore(keys: KeyStore, platform: NodeJS.Platform): Promise<SecretKeeping> {
  try {
    if (!(await keys.isAsyncEncryptionAvailable())) return { keeps: 'session', note: notes.refused }
    const probe = await keys.encryptStringAsync('probe')
    if (platform === 'linux' && probe.toString('latin1').startsWith(publicPrefix))
      return { keeps: 'session', note: notes.public }
    return { keeps: 'keychain', note: null }
  } catch {
    return { keeps: 'session', note: notes.refused }
  }
}
