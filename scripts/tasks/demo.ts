// `npm run demo`: Runlight watching the sample backend, on a log of its own (.demo), so that a first look leaves yours
// alone. The same log is opened again the next time.

import { join } from 'node:path'
import { build } from './build.ts'
import { openHost } from './open-host.ts'
import { root } from './tool.ts'

export function demo(): number | Promise<number> {
  const failed = build()
  return failed === 0 ? openHost({ dataDir: join(root, '.demo'), sample: true }) : failed
}
