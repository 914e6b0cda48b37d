// `safeStorage`: real encryption with a key ring that a test can take away: its key lies in a file, and removing that is
// what losing a key ring is. Without a key ring Chromium encrypts with a key that is in its sources, says `v10` in front of
// it, and counts that as available. A key ring may also leave its prompt open, or deny.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from './main-app.ts'

/** The password manager that was found: a key ring, unless `--password-store=basic` asks for none, as in Chromium. */
const backend = process.argv.includes('--password-store=basic') ? 'basic_text' : 'gnome_libsecret'

/** `open` waits for a person for ever, `denied` lets nobody in; the variable is the stand-in's own. */
const prompt = process.env.STAND_IN_KEY_PROMPT
const prefix = backend === 'basic_text' ? 'v10' : 'v11'

function key(): Buffer {
  if (backend === 'basic_text') return createHash('sha256').update('peanuts').digest()
  const path = join(app.getPath('userData'), `stand-in-${backend}.key`)
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 })
  return createHash('sha256').update(readFileSync(path)).digest()
}

async function answered(): Promise<void> {
  if (!app.isReady()) throw new Error('safeStorage cannot be used before app is ready')
  if (prompt === 'open') await new Promise(() => {})
}

export const safeStorage = {
  getSelectedStorageBackend: () => (app.isReady() ? backend : 'unknown'),
  isAsyncEncryptionAvailable: async () => {
    if (!app.isReady()) return false
    await answered()
    return true
  },
  encryptStringAsync: async (text: string) => {
    await answered()
    if (prompt === 'denied')
      throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.')
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), nonce)
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.from(prefix), nonce, cipher.getAuthTag(), body])
  },
  decryptStringAsync: async (blob: Buffer) => {
    await answered()
    const decipher = createDecipheriv('aes-256-gcm', key(), blob.subarray(3, 15))
    decipher.setAuthTag(blob.subarray(15, 31))
    const result = Buffer.concat([decipher.update(blob.subarray(31)), decipher.final()]).toString('utf8')
    return { result, shouldReEncrypt: false }
  },
}
