// Runlight with a tap, to be killed. Prints the tap's address as one line of JSON once it listens. Arguments: data directory, the
// server's base URL, the port to listen at.

import { createTap } from '../../src/tap/index.ts'
import { createCall, openTestEngine } from '../support/open-engine.ts'

const [, , dataDir = '', to = '', port = '0'] = process.argv
const target = { to, caPem: null, proxyUrl: null }
const engine = await openTestEngine(dataDir, {
  taps: {
    port: createTap(),
    own: { listen: `127.0.0.1:${port}`, target, serverId: null, kind: null, readAs: null },
  },
})
const { taps } = await createCall(engine)('taps.list', {})
process.stdout.write(`${JSON.stringify({ ready: taps[0]?.url })}\n`)
process.on('SIGTERM', () => void engine.close().then(() => process.exit(0)))
