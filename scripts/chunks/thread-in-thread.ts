// A thread that starts a thread of its own: electron-vite's `?modulePath` makes a file of a thread's entry, but knows the suffix
// no more within that file's own build. There this takes its place.

import { build, type Plugin } from 'vite'
import { oneByte } from './one-byte.ts'
import { plainBuiltins } from './plain-builtins.ts'

const suffix = '?modulePath'

/** Packages that the hosts and their threads have within them. Beside them, each thread would read their hundred files anew. */
export const takenIn = ['zod']

/** What V8 reads and keeps is half as long without comments and indents; names stay, for what is said of a defect. */
export const withoutMargins = { compress: false, mangle: false, codegen: true } as const

/** For the build of the hosts alone: their threads become files of one folder, so that one finds another beside itself. */
export function threadInThread(): Plugin {
  return {
    name: 'runlight:thread-in-thread',
    apply: 'build',
    async load(id) {
      if (!id.endsWith(suffix)) return null
      const { fileName, code } = await bundle(id.slice(0, -suffix.length))
      this.emitFile({ type: 'asset', fileName: `chunks/${fileName}`, source: code })
      return `import { join } from 'node:path'\nexport default join(import.meta.dirname, ${JSON.stringify(fileName)})`
    },
  }
}

/** The module at `entry` as one file for Node. Packages stay outside, but for `takenIn`. */
async function bundle(entry: string): Promise<{ readonly fileName: string; readonly code: string }> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [plainBuiltins(), oneByte()],
    ssr: { noExternal: takenIn },
    build: {
      ssr: entry,
      write: false,
      target: 'node24',
      rolldownOptions: {
        output: {
          minify: withoutMargins,
          entryFileNames: '[name]-[hash].js',
          hashCharacters: 'hex',
          codeSplitting: false,
        },
        checks: { bundlerTimings: false },
      },
    },
  })
  const [chunk] = Array.isArray(built)
    ? built.flatMap(({ output }) => output)
    : 'output' in built
      ? built.output
      : []
  if (chunk?.type !== 'chunk') throw new Error(`${entry} became no file.`)
  return chunk
}
