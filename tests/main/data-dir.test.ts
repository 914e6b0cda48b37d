// Where an instance keeps what it keeps.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPlace, preparePlace } from '../../src/main/files/data-dir.ts'
import { hasMode } from '../support/file-mode.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runlight-place-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.each<[string, string[], NodeJS.ProcessEnv, string]>([
  ['the option', ['app', '--data-dir', '/logs'], { RUNLIGHT_DATA_DIR: '/other' }, resolve('/logs')],
  ['the option with an equals sign', ['app', '--data-dir=/a=b'], {}, resolve('/a=b')],
  ['the environment', ['app', '.'], { RUNLIGHT_DATA_DIR: '/other' }, resolve('/other')],
  ['a relative path', ['app', '--data-dir', 'logs'], {}, resolve('logs')],
  [
    'the usual place, where the option has no value',
    ['app', '--data-dir'],
    { XDG_DATA_HOME: '/x' },
    join('/x/runlight'),
  ],
])('the data directory is named by %s', (_by, argv, env, dataDir) => {
  expect(findPlace(argv, env, 'linux')).toEqual({
    dataDir,
    profileDir: join(dataDir, 'desktop'),
    watchSample: false,
  })
})

test.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
  ['linux', {}, join(homedir(), '.local/share/runlight')],
  ['linux', { XDG_DATA_HOME: '/data' }, join('/data/runlight')],
  ['darwin', {}, join(homedir(), 'Library/Application Support/Runlight')],
  ['win32', { APPDATA: '/roaming' }, join('/roaming/Runlight')],
])('on %s with %j the log is in the platform’s usual place', (platform, env, dataDir) => {
  expect(findPlace([], env, platform).dataDir).toBe(dataDir)
})

test('the folders are made, for their owner alone', () => {
  const place = findPlace(['--data-dir', join(folder, 'deep/logs')], {}, 'linux')
  preparePlace(place)
  expect(hasMode(place.profileDir, 0o700)).toBe(true)
})

test('a folder that cannot be made is refused with what to do', () => {
  const path = join(folder, 'occupied')
  writeFileSync(path, '')
  expect(() => preparePlace(findPlace(['--data-dir', path], {}, 'linux'))).toThrow(
    `Runlight cannot write to ${path}: allow writing there, or choose another folder with --data-dir.`,
  )
})
