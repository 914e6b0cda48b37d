// Starts a harness of this folder by itself: `node tests/harness/start.ts kill 100 7`. The engine's modules are loaded by Vite, as in
// the tests, since Node alone does not know how they name their kinds and threads.

import { join } from 'node:path'
import { createServer } from 'vite'
import { modulePath } from '../support/module-path.ts'

const [, , name = '', ...args] = process.argv
const vite = await createServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  plugins: [modulePath()],
})
const { main } = await vite.ssrLoadModule(join(import.meta.dirname, `${name}.ts`))
const holds: boolean = await main(args)
await vite.close()
process.exit(holds ? 0 : 1)
