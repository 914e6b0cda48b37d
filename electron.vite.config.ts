// The build: the desktop host and the terminal host (with the browser host inside it) from one engine, the preload as one
// CommonJS file that needs nothing but `electron`, and the renderer with the browser host's own small bridge beside it.

import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { oneByte } from './scripts/chunks/one-byte.ts'
import { plainBuiltins } from './scripts/chunks/plain-builtins.ts'
import { sharedByParts } from './scripts/chunks/shared-by-parts.ts'
import { takenIn, threadInThread, withoutMargins } from './scripts/chunks/thread-in-thread.ts'
import { licencesModule } from './scripts/licences/plugin.ts'

const at = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    plugins: [plainBuiltins(), threadInThread(), oneByte()],
    build: {
      externalizeDeps: { exclude: takenIn },
      target: 'node24',
      rolldownOptions: {
        // Rolldown warns of a build that a busy machine makes slow.
        checks: { bundlerTimings: false },
        // Every module does something when it is called, and nothing by being there: a command loads what it calls.
        treeshake: { moduleSideEffects: false },
        output: { minify: withoutMargins },
        // The desktop's entry loads `host` by itself; named here, that stays beside it, where its paths begin.
        input: {
          index: at('src/main/index.ts'),
          host: at('src/main/host.ts'),
          cli: at('src/cli/index.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react(), tailwindcss(), licencesModule(at('.'))],
    build: {
      // Everything is a file of its own: the content security policy allows nothing inline.
      assetsInlineLimit: 0,
      minify: true,
      chunkSizeWarningLimit: 1_000,
      // What a part needs is in the cache by the time it is opened, and naming it all would be part of the first script. Only the
      // board is waited for.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (file, needed, { hostType }) =>
          hostType === 'html' || /^assets\/board-[^/]+$/.test(file) ? needed : [],
      },
      rolldownOptions: {
        // A schema that nothing in the page uses leaves nothing behind: its engine checks what it is asked.
        treeshake: { manualPureFunctions: ['z'] },
        input: { index: at('src/renderer/index.html'), bridge: at('src/server/bridge/index.ts') },
        output: {
          entryFileNames: (chunk) => (chunk.name === 'bridge' ? 'bridge.js' : 'assets/[name]-[hash].js'),
          codeSplitting: { groups: [sharedByParts] },
        },
      },
    },
  },
})
