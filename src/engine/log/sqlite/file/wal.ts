// The WAL looked at by itself (sqlite.org/fileformat2.html#walformat): whether transactions that were once safe on the
// disk stand behind a frame that does not hold together. SQLite reads a WAL up to such a frame and forgets the rest, which
// after the loss of power is right, and after damage is a silent loss.

import { closeSync, openSync, readSync } from 'node:fs'

const headerBytes = 32
const frameHeaderBytes = 24
/** Frames read at a time. */
const framesAtATime = 256

/**
 * Whether the WAL at `path` holds transactions that were stored and cannot be reached any more. A single one behind a bad
 * frame is none of them: it was being written when the power went, and was never acknowledged. A second one is proof: with
 * `synchronous = FULL` it was begun only after the one before it was safe. A head of zeros was never on the disk; any
 * other that does not hold together was changed.
 *
 * It opens and closes the file: no SQLite lock is on a WAL, so that nothing is let go by that.
 */
export function isWalDamaged(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    return hasLostCommits(file)
  } finally {
    closeSync(file)
  }
}

function hasLostCommits(file: number): boolean {
  const header = Buffer.alloc(headerBytes)
  if (readSync(file, header, 0, headerBytes, 0) < headerBytes || header.every((byte) => byte === 0))
    return false
  const isBig = header.readUInt32BE(0) === 0x377f0683
  const pageSize = header.readUInt32BE(8)
  const sum = createSum(isBig)
  sum.add(header, 0, 24)
  if (!sum.is(header.readUInt32BE(24), header.readUInt32BE(28))) return true
  const salt = header.readBigUInt64BE(16)

  const frameBytes = frameHeaderBytes + pageSize
  const buffer = Buffer.alloc(frameBytes * framesAtATime)
  let isGood = true
  let behind = 0
  for (let at = headerBytes; ; ) {
    const read = readSync(file, buffer, 0, buffer.length, at)
    const frames = Math.floor(read / frameBytes)
    for (let i = 0; i < frames; i++) {
      const from = i * frameBytes
      // A frame of an earlier round of this WAL: what follows is older still, unless damage made it look so.
      const isOurs = buffer.readBigUInt64BE(from + 8) === salt
      const isCommit = buffer.readUInt32BE(from + 4) !== 0
      if (isGood) {
        sum.add(buffer, from, 8)
        sum.add(buffer, from + frameHeaderBytes, pageSize)
        isGood = isOurs && sum.is(buffer.readUInt32BE(from + 16), buffer.readUInt32BE(from + 20))
        if (!isGood && isOurs && isCommit) behind++
      } else if (isOurs && isCommit) behind++
    }
    if (frames < framesAtATime) return behind > 1
    at += frames * frameBytes
  }
}

/** The checksum of the format: two running sums over pairs of 32-bit words. */
function createSum(isBig: boolean) {
  let s0 = 0
  let s1 = 0
  return {
    add: (buffer: Buffer, from: number, bytes: number) => {
      const view = new DataView(buffer.buffer, buffer.byteOffset + from, bytes)
      for (let at = 0; at < bytes; at += 8) {
        s0 = (s0 + view.getUint32(at, !isBig) + s1) | 0
        s1 = (s1 + view.getUint32(at + 4, !isBig) + s0) | 0
      }
    },
    is: (a: number, b: number) => s0 >>> 0 === a && s1 >>> 0 === b,
  }
}
