// The settings of a log that has none stored yet. Written out and not parsed from nothing: the window needs them before its
// first frame, and the schemas are no part of what it loads.

import type { AppSettings } from './settings.ts'

export const defaultSettings: AppSettings = {
  theme: 'system',
  density: 'compact',
  clock: 'system',
  zone: 'system',
  views: [],
  redact: [],
  retention: [],
  log: { wrap: false, mono: false, columns: {}, raw: false, singleChunks: false },
  board: { group: 'none', folded: [], columns: null },
  desktop: { closing: 'ask', stayAwake: false },
  hubs: [],
  taps: { listen: '127.0.0.1:4319', keepBodies: true, servers: [] },
}
