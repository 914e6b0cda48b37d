// PostgreSQL's SQLSTATE codes (postgresql.org/docs/current/errcodes-appendix.html), and those of a connection that does not
// come about, as Runlight's errors, each with a sentence for the person at the screen. No sentence holds a credential.

import { DatabaseError } from 'pg'
import { ZodError } from 'zod'
import { RunlightError } from '../../../../core/basics/errors.ts'

/** Codes of our own, raised by the functions of the schema. */
const ownCodes = { fenced: 'RL001', notAsKnown: 'RL002' } as const

/** The SQLSTATE, or the system's code, of `thrown`; empty where it has none. */
export function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
}

/** Whether the same transaction may be made again at once: the database itself gave it up, and nothing of it is there. */
export function isPassing(thrown: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(thrown))
}

/** Whether a transaction found rows that were not as its writer knew them: nothing of it is there. */
export function isNotAsKnown(thrown: unknown): boolean {
  return codeOf(thrown) === ownCodes.notAsKnown
}

/** `thrown` as a RunlightError where it is a known failure of the shared log at `place`; otherwise unchanged. */
export function postgresError(thrown: unknown, place: string): unknown {
  if (thrown instanceof RunlightError) return thrown
  if (thrown instanceof ZodError || (thrown instanceof SyntaxError && thrown.message.includes('JSON')))
    return damaged(place)
  const code = codeOf(thrown)
  if (!(thrown instanceof DatabaseError))
    return isOfConnection(thrown, code) ? unreachable(thrown, place) : thrown
  switch (code) {
    case ownCodes.fenced:
      return fenced(null)
    case '28P01':
    case '28000':
      return new RunlightError(
        'not-allowed',
        `The database at ${place} does not let this user in: see the name and the password in the address.`,
      )
    case '3D000':
      return new RunlightError(
        'not-found',
        `The server of ${place} has no such database: create it, then run “runlight log migrate”.`,
      )
    case '42501':
      return new RunlightError(
        'not-allowed',
        `The database at ${place} does not allow this user what was asked: see the roles in the guide for teams.`,
      )
    case '3F000':
    case '42P01':
    case '42703':
    case '42883':
      return new RunlightError(
        'older-log',
        `The log at ${place} is not there yet, or older than this Runlight: run “runlight log migrate” with its address.`,
      )
    case '53100':
      return new RunlightError(
        'storage-full',
        `The disk of the database at ${place} is full: make room there, and Runlight goes on by itself.`,
      )
    case '25006':
      return away(place, 'The database only reads now')
    case '25P03':
      return away(place, 'The database gave a transaction up of which it heard nothing more')
    case '57014':
      return away(place, 'The database took too long to answer')
    case '53300':
      return away(place, 'The database takes no more connections')
  }
  if (code.startsWith('XX')) return damaged(place)
  if (['08', '57', '53', '40', '55', '58'].includes(code.slice(0, 2)))
    return away(place, 'The database does not answer')
  return thrown
}

/** Nothing of it was written: this place was taken by another, or where `detail` names runs, those were. */
export function fenced(detail: RunlightError['detail']): RunlightError {
  return new RunlightError(
    'fenced',
    'Another collector has taken over what this one watched, because it was not heard of in time. It takes its place again by itself.',
    detail,
  )
}

/** The shared log cannot be reached now; `why` is the beginning of the sentence. */
export function away(place: string, why: string): RunlightError {
  return new RunlightError('log-away', `${why}: ${place}. Runlight tries again by itself.`)
}

const ofConnection = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  'ECONNABORTED',
]

function isOfConnection(thrown: unknown, code: string): boolean {
  if (ofConnection.includes(code) || isOfTls(code)) return true
  // What `pg` says itself has no code.
  return (
    thrown instanceof Error &&
    /^(Connection terminated|timeout expired|Client (has encountered|was closed)|The server does not support SSL)/.test(
      thrown.message,
    )
  )
}

function isOfTls(code: string): boolean {
  return /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED)/.test(code)
}

function unreachable(thrown: unknown, place: string): RunlightError {
  if (isOfTls(codeOf(thrown)))
    return away(place, 'The certificate of the database is not trusted: name its authority with sslrootcert')
  if (thrown instanceof Error && thrown.message.includes('does not support SSL'))
    return away(place, 'The database has no TLS, and it is not on this computer')
  return away(place, 'The database cannot be reached')
}

function damaged(place: string): RunlightError {
  return new RunlightError(
    'damaged-log',
    `A part of the log at ${place} cannot be read. Nothing was changed: see the database’s own log, and restore its backup if the disk is broken.`,
  )
}
