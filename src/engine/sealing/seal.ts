// Secrets sealed for the collectors of a pool: anybody may seal with the pool's public key, and only who has its private key
// opens. One message, one fresh key: X25519 (RFC 7748) with a key of its own, HKDF-SHA-256 (RFC 5869) over both public keys,
// AES-256-GCM. What it belongs to is bound in, so that nothing sealed for one server is opened for another.

import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { RunlightError } from '../../core/basics/errors.ts'

const format = 'runlight-sealed-1'
const rawLength = 32
const tagLength = 16
/** The key is used once, so that the same nonce never meets it twice. */
const nonce = Buffer.alloc(12)
/** The head of an X25519 public key in DER (RFC 8410). */
const derHead = Buffer.from('302a300506032b656e032100', 'hex')

/** `ref` is what the secret belongs to. `pem` is the pool's public key, or its private one, in PEM. Throws `bad-input`. */
export function seal(pem: string, ref: string, secret: string): string {
  const pool = keyIn(pem, createPublicKey)
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  const key = sharedKey(privateKey, pool, rawOf(publicKey), rawOf(pool))
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(ref))
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return `${format}.${Buffer.concat([rawOf(publicKey), cipher.getAuthTag(), body]).toString('base64url')}`
}

/** What `sealed` holds; null where it was sealed for another key or another `ref`, or was changed. Throws `bad-input` for a bad key. */
export function unseal(pem: string, ref: string, sealed: string): string | null {
  const own = keyIn(pem, createPrivateKey)
  const [name, text = ''] = sealed.split('.')
  const bytes = Buffer.from(text, 'base64url')
  if (name !== format || bytes.length < rawLength + tagLength) return null
  const raw = bytes.subarray(0, rawLength)
  try {
    const sender = createPublicKey({ key: Buffer.concat([derHead, raw]), format: 'der', type: 'spki' })
    const key = sharedKey(own, sender, raw, rawOf(createPublicKey(own)))
    const decipher = createDecipheriv('aes-256-gcm', key, nonce)
    decipher.setAAD(Buffer.from(ref))
    decipher.setAuthTag(bytes.subarray(rawLength, rawLength + tagLength))
    return decipher.update(bytes.subarray(rawLength + tagLength), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}

function keyIn(pem: string, read: (pem: string) => KeyObject): KeyObject {
  try {
    const key = read(pem)
    if (key.asymmetricKeyType === 'x25519') return key
  } catch {
    // Said below, without what was in it.
  }
  throw new RunlightError(
    'bad-input',
    'This is no key for a pool: make one with “openssl genpkey -algorithm X25519 -out pool.key”, and its public half with “openssl pkey -in pool.key -pubout -out pool.pub”.',
  )
}

function sharedKey(own: KeyObject, other: KeyObject, sender: Buffer, pool: Buffer): Buffer {
  const secret = diffieHellman({ privateKey: own, publicKey: other })
  return Buffer.from(hkdfSync('sha256', secret, Buffer.concat([sender, pool]), format, 32))
}

function rawOf(publicKey: KeyObject): Buffer {
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(-rawLength)
}
