// `npm run …` comes here: sets the clone up, builds what is out of date, and hands over to the task under the project's own
// Node, with its exit code and its signals. Usage: node scripts/run.mjs <task> [arguments].

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { env, node, root, setUp } from './set-up.mjs'

const [task = '', ...args] = process.argv.slice(2)

setUp()
const child = spawn(node, [join(root, 'scripts', 'tasks.ts'), task, ...args], {
  cwd: process.cwd(),
  env,
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    // Windows has no signals: sending one would end the task at once, which heard the console's Ctrl+C by itself.
    if (process.platform !== 'win32') child.kill(signal)
  })
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
