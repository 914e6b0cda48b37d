// `safeStorage`: real encryption with a key ring that a test can take away: its key lies in a file, and removing that is
// what losing a key ring is.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from './main-app.ts'

/** The password manager that was found: a key ring, unless `--password-store=basic` asks for none, as in Chromium. */
const backend = process.argv.includes('--password-store=basic') ? 'basic_text' : 'gnome_libsecret'

function key(): Buffer {
  const path = join(app.getPath('userData'), `stand-in-${backend}.key`)
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 })
  return createHash('sha256').update(readFileSync(path)).digest()
}

export const safeStorage = {
  getSelectedStorageBackend: () => (app.isReady() ? backend : 'unknown'),
  isAsyncEncryptionAvailable: async () => app.isReady(),
  encryptStringAsync: async (text: string) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), nonce)
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.from('v11'), nonce, cipher.getAuthTag(), body])
  },
  decryptStringAsync: async (blob: Buffer) => {
    const decipher = createDecipheriv('aes-256-gcm', key(), blob.subarray(3, 15))
    decipher.setAuthTag(blob.subarray(15, 31))
    const result = Buffer.concat([decipher.update(blob.subarray(31)), decipher.final()]).toString('utf8')
    return { result, shouldReEncrypt: false }
  },
}
