// Many files at once: folders are opened, nothing is left out in silence, and one report names every file.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { RunlightError } from '../../src/core/basics/errors.ts'
import { type JobProgress, newJobProgress } from '../../src/core/contract/calls/transcripts.ts'
import { declaresKind, droppedFiles, filesOf } from '../../src/renderer/desk/chosen-files.ts'
import { importActions } from '../../src/renderer/desk/import-actions.ts'
import { createTransfers, type Transfer } from '../../src/renderer/desk/transfers.ts'
import { createNotices } from '../../src/renderer/store/notices.ts'
import { createViewStore } from '../../src/renderer/store/view-store.ts'
import { formatAll } from '../../src/renderer/transcripts/format-transfer.ts'

const fileNamed = (name: string, text = 'data: x\n\n') => new File([text], name)

/** What a browser gives of a file, and of a folder in several helpings. */
function entryOf(file: File | null, path: string): FileSystemFileEntry {
  const open = (got: (file: File) => void, failed?: () => void) => (file === null ? failed?.() : got(file))
  const name = path.split('/').at(-1) ?? ''
  return { isFile: true, isDirectory: false, name, fullPath: path, file: open } as FileSystemFileEntry
}

function folderOf(path: string, helpings: FileSystemEntry[][]): FileSystemEntry {
  const createReader = () => {
    const left = [...helpings]
    return { readEntries: (got: (some: FileSystemEntry[]) => void) => got(left.shift() ?? []) }
  }
  const name = path.split('/').at(-1) ?? ''
  return {
    isFile: false,
    isDirectory: true,
    name,
    fullPath: path,
    createReader,
  } as unknown as FileSystemEntry
}

function dropOf(entries: readonly (FileSystemEntry | null)[], files: readonly File[]) {
  const items = entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry }))
  return { items, files } as unknown as DataTransfer
}

test('the files of a dropped folder are taken by their paths, hidden ones and those that are gone left out', async () => {
  const [a, b, c] = [fileNamed('a.sse'), fileNamed('b.har'), fileNamed('c.txt')]
  const deeper = folderOf('/all/deeper', [[entryOf(a, '/all/deeper/a.sse')]])
  const folder = folderOf('/all', [
    [entryOf(c, '/all/c.txt'), entryOf(c, '/all/.DS_Store')],
    [deeper, entryOf(null, '/all/gone.txt')],
  ])
  expect(await droppedFiles(dropOf([folder, entryOf(b, '/b.har')], [b]))).toEqual({
    files: [c, a, b],
    left: 0,
  })
  expect(await droppedFiles(dropOf([null], [a]))).toEqual({ files: [a], left: 0 })
})

test('files beyond the hundredth are counted', () => {
  const many = Array.from({ length: 130 }, (_, i) => fileNamed(`${i}.har`))
  const { files, left } = filesOf(many)
  expect([files.length, left]).toEqual([100, 30])
})

test.each(['x.har.gz', 'x.RUNLIGHT', 'x.ndjson.zst'])('%s says itself what its runs are', (name) => {
  expect([declaresKind({ name }), declaresKind({ name: `${name}.txt` })]).toEqual([true, false])
})

const done = (report: Partial<NonNullable<JobProgress['report']>>): JobProgress => ({
  ...newJobProgress('import'),
  state: 'done',
  report: { file: 'x', runs: [], damaged: 0, problems: [], notes: [], ...report },
})

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('files are sent one after the other, one that is refused at once stands in the report, and what was left out is said', async () => {
  const order: string[] = []
  const call = vi.fn(async (name: string, input: { name?: string; job?: number }) => {
    if (name === 'transcripts.import') {
      if (input.name === 'empty.har') throw new RunlightError('bad-input', 'empty.har is empty')
      return { job: input.name === 'one.har' ? 1 : 2 }
    }
    order.push(`${name} ${input.job}`)
    return name === 'transcripts.progress' ? done({}) : {}
  })
  const view = createViewStore()
  const notices = createNotices()
  const transfers = createTransfers({ call: call as never }, () => {})
  const { importFiles } = importActions({ view, notices, transfers })
  const files = ['one.har', 'empty.har', 'two.har'].map((name) => fileNamed(name, ''))
  await importFiles({ files, left: 2 })
  expect(view.getState().dialog).toEqual({ type: 'transfer', jobs: [1, -1, 2] })
  expect(notices.store.getState().map(({ text }) => text)).toEqual([
    '3 files at once: 2 more were left out. Drop them next, or use “runlight import” with their folder.',
  ])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(order).toEqual(['transcripts.progress 1', 'transcripts.progress 2'])
  expect(transfers.store.getState().get(-1)).toMatchObject({ name: 'empty.har', lost: 'empty.har is empty' })
})

test('what became of many files is one sentence', () => {
  const transfer = (progress: JobProgress | null, lost: string | null = null): Transfer => ({
    job: 1,
    name: 'x',
    redacts: null,
    since: 0,
    sent: null,
    rate: null,
    progress,
    lost,
  })
  const run = { run: 1, title: 'x', events: 1 }
  const all = [
    transfer(
      done({
        runs: [
          { ...run, outcome: 'added' },
          { ...run, outcome: 'replaced' },
        ],
        damaged: 3,
      }),
    ),
    transfer(done({ runs: [{ ...run, outcome: 'known' }] })),
    transfer({ ...newJobProgress('import'), state: 'failed' }),
    transfer(null, 'It is empty.'),
  ]
  expect(formatAll(all)).toBe(
    '4 files: 2 runs imported, 1 already here, 1 file with problems, 2 files not imported',
  )
  expect(formatAll([...all, transfer(newJobProgress('import'))])).toBeNull()
  expect(formatAll(all.slice(0, 1))).toBeNull()
})
