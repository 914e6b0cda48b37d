// `npm start`: Runlight on your own log.

import { build } from './build.ts'
import { openHost } from './open-host.ts'

export function start(): number | Promise<number> {
  const failed = build()
  return failed === 0 ? openHost({ dataDir: null, sample: false }) : failed
}
