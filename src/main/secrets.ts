// Credentials in the system's key store, through Electron's safeStorage. Where that would mean a password known to
// everybody (Linux without a key ring), they live in memory only: keeping them in what is plain text was rejected, and
// so was asking first, because nobody can judge it at that moment. The screen says which of the two it is.

import { RunlightError } from '../core/errors.ts'
import { createSessionSecrets, type SecretStore } from '../engine/index.ts'
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

/** The credentials that `keys` keeps, in the file at `path`; or a store in memory where it keeps none safely. */
export async function openSecrets(
  keys: KeyStore,
  platform: NodeJS.Platform,
  path: string,
): Promise<SecretStore> {
  const backend = platform === 'linux' ? keys.getSelectedStorageBackend() : platform
  if (backend === 'basic_text' || backend === 'unknown') return createSessionSecrets()
  if (!(await isAvailable(keys))) return createSessionSecrets()
  const file = await openSecretFile(path)

  const set = async (ref: string, value: string) => {
    const blob = await keys.encryptStringAsync(value)
    await file.set(ref, { backend, blob: blob.toString('base64') }).catch(cannotWrite)
  }

  return {
    keeps: 'keychain',
    get: async (ref) => {
      const sealed = file.get(ref)
      if (sealed === null || sealed.backend !== backend) return null
      try {
        const { result, shouldReEncrypt } = await keys.decryptStringAsync(Buffer.from(sealed.blob, 'base64'))
        // The key was renewed. The old blob still opens, so that failing to write the new one costs nothing.
        if (shouldReEncrypt) await set(ref, result).catch(() => {})
        return result
      } catch {
        return null
      }
    },
    set,
    remove: (ref) => file.set(ref, null).catch(cannotWrite),
  }

  function cannotWrite(): never {
    throw new RunlightError(
      'data-dir-not-writable',
      `Runlight cannot write its credentials to ${path}: make room and allow writing there, then try again.`,
    )
  }
}

async function isAvailable(keys: KeyStore): Promise<boolean> {
  try {
    return await keys.isAsyncEncryptionAvailable()
  } catch {
    return false
  }
}
