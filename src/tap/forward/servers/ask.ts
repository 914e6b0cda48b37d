// One request to a server and what is heard of its answer, whichever version of HTTP is spoken.

import type { Readable } from 'node:stream'
import type { Header } from '../heads/headers.ts'
import type { Framing } from '../heads/request-head.ts'

export type Asking = {
  readonly method: string
  /** As it goes on the wire. */
  readonly path: string
  readonly headers: readonly Header[]
  readonly framing: Framing
  /** Read as fast as the server takes it, and left alone where `framing` is `none`. */
  readonly body: Readable
  /** Those of the request, once its body was read. */
  readonly trailers: () => readonly Header[]
}

/** Told in order: any number of `informed`, one `answered`, any number of `data`, then `ended` or, at any time, `failed`. */
export type Hearing = {
  /** A piece of the request's body went out. */
  readonly sent: (bytes: Uint8Array) => void
  /** All of the request went out. */
  readonly asked: () => void
  readonly informed: (status: number, headers: readonly Header[]) => void
  /** `reason`: null where the version has none. */
  readonly answered: (status: number, reason: string | null, headers: readonly Header[]) => void
  /** False: no more until `resume`. */
  readonly data: (bytes: Uint8Array) => boolean
  readonly ended: (trailers: readonly Header[]) => void
  readonly failed: (error: Error) => void
}

export type Answering = {
  readonly resume: () => void
  /** Nothing is heard afterwards, and the server sees the request broken off. */
  readonly abort: () => void
}

/** An error of the gate's own finding, with a code as Node's have. */
export function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}

export function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
