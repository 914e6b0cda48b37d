// Files that hold a text in another form: compressed (gzip, zstd) or UTF-16. Their text goes into a file of its own, since the
// readers go through it more than once; it has no name any more as soon as it is open, so that nothing is left of it.

import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import * as zlib from 'node:zlib'
import { RunlightError } from '../../../core/basics/errors.ts'
import { piecesOfFile } from './lines.ts'

export type Packing = 'gzip' | 'zstd' | 'utf-16le' | 'utf-16be'

/** What a file of bytes may unpack to at most. */
const mostBytes = 4 * 2 ** 30
/** Beyond `looseBytes` no text of events becomes so many times as long. */
const mostTimes = 200
const looseBytes = 256 * 2 ** 20
/** Bytes between two signs of life. */
const stepBytes = 16 * 2 ** 20
const chunkSize = 2 ** 18

/** How the open file `fd` is packed; null where it is not. */
export function packingOf(fd: number): Packing | null {
  const head = Buffer.alloc(4)
  const length = readSync(fd, head, 0, 4, 0)
  const starts = (...bytes: number[]) => bytes.length <= length && bytes.every((byte, i) => head[i] === byte)
  if (starts(0x1f, 0x8b)) return 'gzip'
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return 'zstd'
  if (starts(0xff, 0xfe)) return 'utf-16le'
  if (starts(0xfe, 0xff)) return 'utf-16be'
  // Without a mark: ASCII letters with a zero byte behind each.
  if (length === 4 && isLetter(head[0]) && head[1] === 0 && isLetter(head[2]) && head[3] === 0)
    return 'utf-16le'
  return null
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 32 && byte < 127
}

type Unpacked = {
  readonly fd: number
  readonly bytes: number
  /** Why it may not be all; null where it is. */
  readonly cut: string | null
}

/**
 * Writes what the file `fd`, called `name`, holds into a new file in `scratch`. Yields the bytes of it that are read so far.
 * Throws a RunlightError where it becomes too much, or nothing can be had of it.
 */
export async function* unpack(
  fd: number,
  packing: Packing,
  { name, scratch, size }: { readonly name: string; readonly scratch: string; readonly size: number },
): AsyncGenerator<number, Unpacked> {
  const target = openNameless(scratch)
  let read = 0
  let written = 0
  let cut: string | null = null
  try {
    let told = 0
    const pieces = function* () {
      const of = piecesOfFile(fd)
      for (let piece = of(0); piece.length > 0; piece = of(read)) {
        read += piece.length
        yield piece
      }
    }
    for await (const chunk of unpacking(pieces(), packing, name)) {
      for (let at = 0; at < chunk.length; ) at += writeSync(target, chunk, at)
      written += chunk.length
      if (written > mostBytes || (written > looseBytes && written > mostTimes * size))
        throw tooMuch(name, written, size)
      if (written - told < stepBytes) continue
      told = written
      yield read
    }
  } catch (thrown) {
    cut = whyCut(thrown)
    if (cut === null || written === 0) {
      closeSync(target)
      throw explain(thrown, name)
    }
  }
  return { fd: target, bytes: written, cut }
}

async function* unpacking(source: Iterable<Buffer>, packing: Packing, name: string): AsyncGenerator<Buffer> {
  if (packing === 'utf-16le' || packing === 'utf-16be') {
    const decoder = new TextDecoder(packing)
    for (const chunk of source) yield Buffer.from(decoder.decode(chunk, { stream: true }))
    yield Buffer.from(decoder.decode())
    return
  }
  if (packing === 'zstd' && typeof zlib.createZstdDecompress !== 'function')
    throw new RunlightError(
      'bad-input',
      `${name} is compressed with zstd: unpack it, then import what is inside.`,
    )
  const unzip =
    packing === 'gzip' ? zlib.createGunzip({ chunkSize }) : zlib.createZstdDecompress({ chunkSize })
  yield* pipeline(Readable.from(source), unzip, (error) => void error)
}

/** A file that only this process can reach, and that is gone when it is closed. */
function openNameless(scratch: string): number {
  mkdirSync(scratch, { recursive: true, mode: 0o700 })
  const folder = mkdtempSync(join(scratch, 'text-'))
  const path = join(folder, 'text')
  const fd = openSync(path, 'wx+', 0o600)
  try {
    unlinkSync(path)
    rmdirSync(folder)
  } catch {
    // Where an open file keeps its name, it stays until the folder is cleared.
  }
  return fd
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
}

/** What had come before an error of the packing is kept. */
function whyCut(thrown: unknown): string | null {
  const code = codeOf(thrown)
  if (code === 'Z_BUF_ERROR') return 'it was cut off'
  return /^(Z_|ZSTD_)/.test(code) ? 'it is damaged' : null
}

function explain(thrown: unknown, name: string): unknown {
  const code = codeOf(thrown)
  if (/^(Z_|ZSTD_)/.test(code))
    return new RunlightError('bad-input', `${name} is damaged: it cannot be unpacked. Save it again.`)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new RunlightError(
      'storage-full',
      `There is no room to unpack ${name} beside the log: free some space, then import it again.`,
    )
  return thrown
}

function tooMuch(name: string, written: number, size: number): RunlightError {
  return new RunlightError(
    'bad-input',
    written > mostBytes
      ? `${name} unpacks to more than 4 GiB: unpack it yourself, and import it in parts.`
      : `${name} unpacks to more than ${Math.floor(written / size)} times its size, which no text of events does: if you trust it, unpack it yourself, then import what is inside.`,
  )
}
