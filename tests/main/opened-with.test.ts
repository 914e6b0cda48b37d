// What the system puts on the command line: links and transcripts are heard by their grammar, and nothing that comes with
// them is ever an option.

import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { findPlace } from '../../src/main/files/data-dir.ts'
import { openedWith } from '../../src/main/files/opened-with.ts'

const run = 'runlight://run/7'
const opened = { link: { type: 'run', run: 7 }, files: [] }

test.each([
  ['on Windows, behind the end of options', ['Runlight.exe', '--', run]],
  ['on Linux, alone', ['/opt/Runlight/runlight', run]],
  [
    'among the switches that Chromium adds',
    ['runlight', '--allow-file-access', run, '--original-process-start-time=1'],
  ],
  ['the last of several', ['runlight', 'runlight://run/1', run]],
])('a link is found %s', (_where, argv) => {
  expect(openedWith(argv, '/home/me')).toEqual(opened)
})

test.each([
  ['no arguments', ['runlight']],
  ['the program’s own name', [run]],
  ['a link inside another word', ['runlight', `--open=${run}`]],
  ['a link with an option behind it in one word', ['runlight', `${run} --data-dir=/tmp/evil`]],
  ['a link to nothing known', ['runlight', '--', 'runlight://remove/7']],
  ['a file of another sort', ['runlight', '/home/me/run.ndjson']],
  ['the name of a transcript as an option', ['runlight', '--load=run.runlight']],
])('%s opens nothing', (_what, argv) => {
  expect(openedWith(argv, '/home/me')).toEqual({ link: null, files: [] })
})

test('transcripts are found by their suffix, whole or as seen from the folder, each once', () => {
  const argv = ['runlight', '/tmp/a.runlight', '--', 'b.RUNLIGHT.NDJSON', '/tmp/a.runlight']
  expect(openedWith(argv, '/home/me')).toEqual({
    link: null,
    files: [resolve('/tmp/a.runlight'), resolve('/home/me/b.RUNLIGHT.NDJSON')],
  })
})

test('no word behind the end of options chooses a data directory or starts the sample backend', () => {
  const place = findPlace(
    ['runlight', '--', '--data-dir=/tmp/evil', '--sample'],
    { XDG_DATA_HOME: '/x' },
    'linux',
  )
  expect(place).toEqual({ dataDir: '/x/runlight', profileDir: '/x/runlight/desktop', watchSample: false })
})
