// Secrets by which somebody comes in: 256 random bits each, of which the log keeps the hash. A token says who it is in a first
// part that is no secret, so that a wrong guess can be counted against it and a person can tell it in a list.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const secretBytes = 32
const shownBytes = 6
const tokenForm = /^(rl_[0-9a-f]{12})_[\w-]{43}$/

/** A new secret, as text for a cookie or an address. */
export function newSecret(): string {
  return randomBytes(secretBytes).toString('base64url')
}

export function newToken(): { readonly shown: string; readonly secret: string } {
  const shown = `rl_${randomBytes(shownBytes).toString('hex')}`
  return { shown, secret: `${shown}_${newSecret()}` }
}

/** The part of a token that is no secret; null for what is no token of ours. */
export function shownPart(given: string): string | null {
  return tokenForm.exec(given)?.[1] ?? null
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** In constant time; both are hashes. */
export function isSameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
