// Ways in which the files of a log are damaged: each takes the folder of a sound log and changes it, by chance that can be
// had again. What a disk, a copy program or a person does: single bits and bytes, pages of zeros or of something else,
// pages in another's place, files cut off, emptied, mixed up and taken away.

import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Random } from './random.ts'

export type Damage = {
  readonly name: string
  readonly apply: (dataDir: string, random: Random, stranger: string) => void
}

const page = 4_096
const log = (dir: string) => join(dir, 'runlight.db')
const wal = (dir: string) => `${log(dir)}-wal`

function change(file: string, act: (fd: number, bytes: number) => void): void {
  if (!existsSync(file)) return
  const fd = openSync(file, 'r+')
  try {
    act(fd, statSync(file).size)
  } finally {
    closeSync(fd)
  }
}

function garbage(random: Random, bytes: number): Buffer {
  return Buffer.from(Array.from({ length: bytes }, () => random.below(256)))
}

function flip(file: string, random: Random, count: number, within?: number): void {
  change(file, (fd, bytes) => {
    for (let i = 0; i < count && bytes > 0; i++) {
      const at = random.below(Math.min(within ?? bytes, bytes))
      const byte = Buffer.alloc(1)
      readSync(fd, byte, 0, 1, at)
      byte[0] = (byte[0] ?? 0) ^ (1 << random.below(8))
      writeSync(fd, byte, 0, 1, at)
    }
  })
}

function overwritePages(file: string, random: Random, content: () => Buffer): void {
  change(file, (fd, bytes) => {
    const pages = Math.max(1, Math.floor(bytes / page))
    for (let i = 0; i <= random.below(4); i++) writeSync(fd, content(), 0, page, random.below(pages) * page)
  })
}

function cut(file: string, random: Random): void {
  if (existsSync(file)) truncateSync(file, random.below(statSync(file).size))
}

export const damages: readonly Damage[] = [
  { name: 'one bit', apply: (dir, random) => flip(log(dir), random, 1) },
  { name: 'twenty bits', apply: (dir, random) => flip(log(dir), random, 20) },
  {
    name: 'bits of the first page',
    apply: (dir, random) => flip(log(dir), random, 1 + random.below(4), page),
  },
  { name: 'bits of the first 100 bytes', apply: (dir, random) => flip(log(dir), random, 1, 100) },
  {
    name: 'pages of zeros',
    apply: (dir, random) => overwritePages(log(dir), random, () => Buffer.alloc(page)),
  },
  {
    name: 'pages of garbage',
    apply: (dir, random) => overwritePages(log(dir), random, () => garbage(random, page)),
  },
  {
    name: 'a page in another’s place',
    apply: (dir, random) =>
      change(log(dir), (fd, bytes) => {
        const pages = Math.floor(bytes / page)
        const content = Buffer.alloc(page)
        readSync(fd, content, 0, page, random.below(pages) * page)
        writeSync(fd, content, 0, page, random.below(pages) * page)
      }),
  },
  { name: 'cut off', apply: (dir, random) => cut(log(dir), random) },
  {
    name: 'cut off at a page',
    apply: (dir, random) => {
      const pages = Math.floor(statSync(log(dir)).size / page)
      truncateSync(log(dir), random.below(pages) * page)
    },
  },
  { name: 'empty', apply: (dir) => truncateSync(log(dir), 0) },
  { name: 'gone, its WAL left', apply: (dir) => rmSync(log(dir)) },
  { name: 'another sort of file', apply: (dir, random) => writeFileSync(log(dir), garbage(random, 20_000)) },
  { name: 'WAL: bits', apply: (dir, random) => flip(wal(dir), random, 1 + random.below(10)) },
  { name: 'WAL: cut off', apply: (dir, random) => cut(wal(dir), random) },
  { name: 'WAL: garbage', apply: (dir, random) => writeFileSync(wal(dir), garbage(random, 12_392)) },
  { name: 'WAL: of another log', apply: (dir, _random, stranger) => copyFileSync(wal(stranger), wal(dir)) },
  {
    name: 'WAL and its index: gone',
    apply: (dir) => {
      for (const file of [wal(dir), `${log(dir)}-shm`]) rmSync(file, { force: true })
    },
  },
  {
    name: 'index of the WAL: garbage',
    apply: (dir, random) => writeFileSync(`${log(dir)}-shm`, garbage(random, 32_768)),
  },
  {
    name: 'a rollback journal of something else',
    apply: (dir, random) => writeFileSync(`${log(dir)}-journal`, garbage(random, 8_192)),
  },
  {
    name: 'the lock’s files: garbage',
    apply: (dir, random) => {
      writeFileSync(join(dir, 'engine.lock'), garbage(random, 500))
      writeFileSync(join(dir, 'engine.json'), garbage(random, 500))
    },
  },
]
