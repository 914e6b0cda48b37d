// The plan of the house: which room may import which rooms and packages, and on which floors its folders stand. The walls
// test holds the sources to it, and `npm run house` draws it.

import type { Floors } from './judge.ts'

export type Room = {
  /** Files of other rooms that may be imported: a room's name for all of it, or a path in it. */
  readonly rooms: readonly string[]
  readonly packages: readonly (string | RegExp)[]
  readonly floors: Floors
}

const node = /^node:/

/** All rooms, lowest first. */
export const rooms: Readonly<Record<string, Room>> = {
  core: {
    rooms: [],
    packages: ['zod'],
    floors: [
      'basics',
      'run',
      'job',
      'secrets',
      'log',
      'query',
      'kind',
      'reader',
      'kind-file',
      'storage',
      'transcript',
      'transcript/redaction',
      'figures',
      'contract/calls',
      'contract',
    ],
  },
  kinds: { rooms: ['core'], packages: ['zod'], floors: 'apart' },
  readers: { rooms: ['core'], packages: ['zod'], floors: 'apart' },
  engine: {
    rooms: ['core'],
    packages: [node, 'zod', 'better-sqlite3', 'eventsource', 'undici'],
    floors: [
      'base',
      'threads',
      'framing',
      'connection',
      'log',
      'fold',
      'review',
      'runs',
      'servers',
      'diagnostics',
      'settings',
      'storage',
      'transcripts/formats',
      'transcripts/captures',
      'transcripts/import',
      'transcripts/sections',
      'transcripts/report',
      'transcripts/export',
      'transcripts/jobs',
      'transcripts',
      'calls',
      // An implementation of the log stands over all that know the port alone.
      'log/sqlite/rows',
      'log/sqlite/migrations',
      'log/sqlite/file',
      'log/sqlite/backup',
      'log/sqlite/read',
      'log/sqlite/search',
      'log/sqlite/write',
      'log/sqlite/upkeep',
      'log/sqlite/threads',
      'log/sqlite/salvage',
      'terminal',
      '.',
    ],
  },
  demo: {
    rooms: ['core'],
    packages: [node],
    floors: ['base', 'faults', 'content/stories', 'content', 'services', 'replay', '.'],
  },
  server: {
    rooms: ['core', 'engine/index.ts'],
    packages: [node, 'fastify', 'ws'],
    floors: ['wire', '.', 'bridge'],
  },
  cli: {
    rooms: ['core', 'engine/index.ts', 'server/index.ts', 'demo/index.ts'],
    packages: [node, 'commander', 'string-width'],
    floors: ['terminal', 'host', 'watch', 'commands', 'program', '.'],
  },
  main: {
    rooms: ['core', 'engine/index.ts', 'demo/index.ts'],
    packages: ['electron', node],
    floors: ['page', 'files', 'secrets', 'life', 'window', '.'],
  },
  preload: { rooms: ['core'], packages: ['electron'], floors: ['.'] },
  renderer: {
    rooms: ['core'],
    packages: [
      'react',
      /^react-dom/,
      /^zustand/,
      '@tanstack/react-virtual',
      /^radix-ui/,
      'cmdk',
      'lucide-react',
      /^uplot/,
      'tailwindcss',
      /^@fontsource/,
      'virtual:licences',
    ],
    floors: [
      'styles',
      'store',
      'ui',
      'desk',
      'marks',
      'transcripts',
      'search',
      'overview',
      'timeline',
      'compare',
      'connection',
      'log/data',
      'log/selection',
      'log/scroll',
      'log/inspect',
      'log/rows',
      'log/jump',
      'log/filter',
      'log',
      'run',
      'board',
      'storage',
      'add-run',
      'palette',
      'servers',
      'settings',
      'help',
      'app',
      '.',
    ],
  },
}
