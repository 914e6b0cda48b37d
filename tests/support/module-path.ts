// electron-vite's `?modulePath` import for the test run: bundles the named module (a thread's entry) with Vite, so that
// the threads that the tests start are made from the sources of the moment, in the same way as in the build.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { build, type Plugin } from 'vite'
import { takenIn } from '../../scripts/chunks/thread-in-thread.ts'

const suffix = '?modulePath'
const root = join(import.meta.dirname, '../..')

/** `plugins`: those that the bundles are made with as well. */
export function modulePath(outDir = freshCacheDir(), plugins: readonly Plugin[] = []): Plugin {
  return {
    name: 'runlight:module-path',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(suffix)) return null
      return `export default ${JSON.stringify(await bundle(id.slice(0, -suffix.length), outDir, plugins))}`
    },
  }
}

/** Bundles the module at `entry` for Node and gives the bundle's path. Packages stay outside, but for `takenIn`. */
export async function bundle(
  entry: string,
  outDir = freshCacheDir(),
  plugins: readonly Plugin[] = [],
): Promise<string> {
  // Threads of one name in two folders are two bundles.
  const name = relative(root, entry).replace(/\.ts$/, '').replaceAll(sep, '-')
  await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [...plugins, modulePath(outDir, plugins)],
    ssr: { noExternal: takenIn },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      target: 'node24',
      rolldownOptions: {
        external: ['better-sqlite3'],
        output: { entryFileNames: `${name}.mjs` },
        // Rolldown warns of a build that a busy machine makes slow, on the standard error that tests read.
        checks: { bundlerTimings: false },
      },
    },
  })
  return join(outDir, `${name}.mjs`)
}

/** Folders that go with this process. */
const folders: string[] = []

/** Inside the project, so that the bundles find its packages. */
function freshCacheDir(): string {
  const cache = join(import.meta.dirname, '../../node_modules/.cache/runlight')
  mkdirSync(cache, { recursive: true })
  if (folders.length === 0) process.once('exit', removeFolders)
  const dir = mkdtempSync(join(cache, 'bundle-'))
  folders.push(dir)
  return dir
}

function removeFolders(): void {
  for (const dir of folders) rmSync(dir, { recursive: true, force: true })
}
