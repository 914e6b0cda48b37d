// The packaging configuration, read as text: what the shipped app may do, what it holds, and what it registers. Packaging
// itself needs the network and a signing identity, and is not part of the test run.

import { existsSync, globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, matchesGlob } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { linkScheme } from '../src/core/contract/deep-link.ts'
import { transcriptSuffix } from '../src/core/transcript/suffix.ts'

const root = join(import.meta.dirname, '..')
const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))
const list = (name: string): readonly string[] => config[name]
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

test('every fuse that could make the app run something else is blown, and every check is on', () => {
  expect(config.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  })
})

test('nothing runs while it is packaged, nothing is compiled, and nothing is published', () => {
  for (const hook of [
    'beforePack',
    'afterPack',
    'afterSign',
    'afterAllArtifactBuild',
    'extraResources',
    'extraFiles',
  ])
    expect([hook, config[hook]]).toEqual([hook, undefined])
  expect([config.npmRebuild, config.publish]).toEqual([false, null])
})

/** Whether the app would hold `file`, by the patterns in their order. */
const holds = (file: string) =>
  list('files').reduce((held, pattern) => {
    const without = pattern.replace(/^!/, '')
    return matchesGlob(file, without) ? !pattern.startsWith('!') : held
  }, false)

test('the app holds what it runs from, and nothing it was made from', () => {
  const needed = [
    packageJson.main,
    'out/preload/index.cjs',
    'out/renderer/index.html',
    'out/renderer/assets/index-1a2b.js',
    'out/main/chunks/writer-thread-1a2b.js',
    'package.json',
    'resources/icon-256.png',
    'resources/tray/template@2x.png',
  ]
  const never = [
    'src/main/index.ts',
    'tests/main/menu.test.ts',
    'tests/support/electron/module.ts',
    'docs/security.md',
    'bench/run.ts',
    'scripts/run.mjs',
    'electron-builder.yml',
    '.demo/runlight.db',
    'out/.built-from',
    'out/main/index.js.map',
  ]
  expect([needed.filter((file) => !holds(file)), never.filter(holds)]).toEqual([[], []])
})

test('the icon that the window loads is where the app looks for it', () => {
  const window = readFileSync(join(root, 'src/main/window/make-window.ts'), 'utf8')
  const [, path = ''] = /join\(import\.meta\.dirname, '\.\.\/\.\.\/([\w./-]+\.png)'\)/.exec(window) ?? []
  expect([existsSync(join(root, path)), holds(path)]).toEqual([true, true])
})

test('the archive is whole but for the native code, which is there for every platform that is packaged', () => {
  expect([config.asar, list('asarUnpack')]).toEqual([true, ['node_modules/better-sqlite3/prebuilds/**']])
  const native = globSync('node_modules/better-sqlite3/prebuilds/*.node', { cwd: root }).map((path) =>
    path.replace(/^.*\//, ''),
  )
  expect(native).toEqual(expect.arrayContaining(['linux-x64.node', 'darwin-arm64.node', 'win32-x64.node']))
})

test('every package that the built app asks for is one that it is shipped with', () => {
  expect(existsSync(join(root, 'out/main/index.js')), 'Build it first: npm run build').toBe(true)
  const built = /(?:from|require\()\s*["'](@?[a-z][\w.-]*(?:\/[\w.-]+)?)["']/g
  const files = globSync('out/main/**/*.js', { cwd: root })
  const wanted = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(built)].map(([, name = '']) => name),
  )
  const shipped = new Set([...Object.keys(packageJson.dependencies), 'electron', ...builtinModules])
  const missing = wanted.filter(
    (name) => !shipped.has(name) && !shipped.has(name.replace(/^([^@/][^/]*)\/.*$/, '$1')),
  )
  expect([...new Set(missing)]).toEqual([])
  expect(wanted).toContain('better-sqlite3')
})

test('the one scheme and the one kind of file are those the app reads', () => {
  expect(config.protocols).toEqual([{ name: 'Runlight link', schemes: [linkScheme] }])
  expect(config.fileAssociations.map(({ ext }: { ext: string }) => ext)).toEqual([transcriptSuffix.slice(1)])
})

test('no package starts the app without its sandbox, and macOS runs it on every processor', () => {
  const { appImage, linux, mac } = config
  expect([appImage.executableArgs, linux.executableArgs]).toEqual([[], undefined])
  expect([mac.identity, mac.hardenedRuntime]).toEqual(['-', false])
})

test('a Debian package names who keeps it and where it is from', () => {
  expect(config.linux.maintainer).toMatch(/^.+ <\S+@\S+>$/)
  expect([packageJson.author.email, packageJson.homepage]).toEqual([
    expect.stringMatching(/@/),
    expect.stringMatching(/^https:/),
  ])
})

test('every icon that is named is there', () => {
  const icons = ['linux', 'mac', 'win'].map((name) => String(config[name].icon))
  expect(icons.filter((icon) => !existsSync(join(root, icon)))).toEqual([])
})

test('Electron is of a recent major, pinned in the lock file, and of the same version as is installed', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const { version, integrity } = lock.packages['node_modules/electron']
  const installed = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'))
  expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(45)
  expect([installed.version, /^sha512-/.test(integrity)]).toEqual([version, true])
})

test('every package of the lock file has its hash, and none runs a script when it is installed but the one that is named', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  type Locked = Readonly<Record<'integrity' | 'resolved' | 'inBundle' | 'hasInstallScript', unknown>>
  const packages = Object.entries<Locked>(lock.packages).filter(([path]) => path !== '')
  const paths = (test: (one: Locked) => boolean) =>
    packages.filter(([, one]) => test(one)).map(([path]) => path)
  // What comes inside of another package is held by that one's hash.
  expect(
    paths(({ integrity, inBundle }) => inBundle !== true && !String(integrity).startsWith('sha512-')),
  ).toEqual([])
  expect(packages.length).toBeGreaterThan(100)
  // Where packages are fetched from is for each machine's own settings to say.
  expect(paths(({ resolved }) => resolved !== undefined)).toEqual([])
  expect(paths(({ hasInstallScript }) => hasInstallScript === true)).toEqual([
    'node_modules/electron-winstaller',
    'node_modules/node',
  ])
  expect(packageJson.allowScripts).toEqual({
    node: true,
    'better-sqlite3': false,
    'electron-winstaller': false,
  })
})
