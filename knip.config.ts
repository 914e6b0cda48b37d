// What `npm run check` looks from for files, exports and packages that nothing uses: the places where something begins that
// no import leads to.

import type { KnipConfig } from 'knip'

export default {
  entry: [
    // The build's own, as electron.vite.config.ts has them.
    'src/main/{index,host}.ts',
    'src/cli/index.ts',
    'src/server/bridge/index.ts',
    'scripts/tasks.ts',
    'resources/make-icons.ts',
    // Started as processes, or opened as pages.
    'bench/{run,*-process,*-seed,*-server}.ts',
    'bench/tap/*-{process,server}.ts',
    'bench/team/{run,*-process}.ts',
    'tests/harness/{start,kill,tap-kill,team-kill,damage,soak,*-child,soak-engine,soak-server,wall-soak,tap-soak,tap-soak-engine,tap-soak-server}.ts',
    'tests/support/*-process.ts',
    'tests/support/gallery/{run,pictures,scene-main}.ts',
    'tests/support/gallery/index/main.tsx',
    'tests/cli/support/page/page.ts',
    // Compiled and never run.
    'tests/types/*.test-d.ts',
  ],
  project: ['{src,scripts,tests,bench,resources}/**/*.{ts,tsx,mjs,css}'],
  playwright: { config: 'tests/e2e/*.config.ts' },
  // Of the shared log, which is being built.
  ignore: ['src/engine/log/{access,team}-port.ts'],
  // Tools that are called by their name, in scripts/tasks.
  ignoreDependencies: ['@biomejs/biome', 'electron-builder'],
  // Of the system; tests that need them say so where they are missing.
  ignoreBinaries: ['apt-get', 'mount', 'openssl', 'umount'],
} satisfies KnipConfig
