// How the launcher runs the desktop app: signals, what it heard, and what it says when no window came up.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whyNoWindow } from '../../scripts/tasks/why-no-window.ts'
import { needsUnix } from '../support/needs.ts'

let folder: string
let launcher: ChildProcess | null = null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runlight-launcher-'))
})
afterEach(() => {
  launcher?.kill('SIGKILL')
  launcher = null
  rmSync(folder, { recursive: true, force: true })
})

/** Runs `script` as the app, below two processes that pass signals on, all three in one group but for the app. */
function launch(script: string, env: Record<string, string> = {}) {
  const app = join(folder, 'app.mjs')
  writeFileSync(app, `#!${process.execPath}\n${script}`)
  chmodSync(app, 0o755)
  const task = join(folder, 'task.mjs')
  const runApp = new URL('../../scripts/tasks/run-app.ts', import.meta.url).href
  writeFileSync(
    task,
    `const { runApp } = await import(${JSON.stringify(runApp)})
     console.log('end ' + JSON.stringify(await runApp(${JSON.stringify(app)}, [])))`,
  )
  const outer = join(folder, 'outer.mjs')
  writeFileSync(
    outer,
    `import { spawn } from 'node:child_process'
     const child = spawn(process.execPath, [${JSON.stringify(task)}], { stdio: 'inherit' })
     for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
     child.on('exit', (code) => process.exit(code ?? 1))`,
  )
  launcher = spawn(process.execPath, [outer], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let out = ''
  launcher.stdout?.on('data', (bytes) => (out += String(bytes)))
  const end = () => JSON.parse(/^end (.*)$/m.exec(out)?.[1] ?? 'null')
  return { launcher, out: () => out, end, done: once(launcher, 'close') }
}

test.runIf(needsUnix('Ctrl+C for a group', 'groups of processes'))(
  'Ctrl+C, which the terminal sends to the whole group, reaches the app once',
  async () => {
    const { launcher, out, end, done } = launch(`
      const heard = []
      process.on('SIGINT', () => {
        heard.push('SIGINT')
        if (heard.length === 1) setTimeout(() => { console.log('heard ' + heard.length); process.exit(0) }, 1_000)
      })
      console.log('up')
      setInterval(() => {}, 1_000)`)
    await expect.poll(out, { timeout: 20_000 }).toContain('up')
    process.kill(-(launcher.pid ?? 0), 'SIGINT')
    await done
    expect([out().match(/^heard .*$/m)?.[0], end()]).toEqual([
      'heard 1',
      { code: 0, interrupted: true, said: '' },
    ])
  },
)

test.runIf(needsUnix('The app run by the launcher', 'scripts that run by their first line'))(
  'the app runs as Electron, whatever the environment says, and what it says is heard and shown',
  async () => {
    const { end, done } = launch(
      `process.stderr.write('as node: ' + process.env.ELECTRON_RUN_AS_NODE); process.exitCode = 3`,
      { ELECTRON_RUN_AS_NODE: '1' },
    )
    await done
    expect(end()).toEqual({ code: 3, interrupted: false, said: 'as node: undefined' })
  },
)

const path = '/opt/runtime/electron'

test.each([
  [
    'FATAL:setuid_sandbox_host.cc(163)] The SUID sandbox helper binary was found, but is not configured correctly. Rather than run without sandboxing I’m aborting now.',
    "this system lets the window make no sandbox (Ubuntu 23.10 and later do so). To allow it: sudo chown root:root '/opt/runtime/chrome-sandbox' && sudo chmod 4755 '/opt/runtime/chrome-sandbox'",
  ],
  [
    'FATAL:zygote_host_impl_linux.cc(117)] No usable sandbox! If you are running on Ubuntu 23.10+',
    "this system lets the window make no sandbox (Ubuntu 23.10 and later do so). To allow it: sudo chown root:root '/opt/runtime/chrome-sandbox' && sudo chmod 4755 '/opt/runtime/chrome-sandbox'",
  ],
  [
    'FATAL:electron_main_delegate.cc(287)] Running as root without --no-sandbox is not supported.',
    'root has no sandbox for the window: start it as an ordinary user',
  ],
  ['something else', 'the desktop window ended at once with code 1'],
])('%s', (said, reason) => {
  expect(whyNoWindow(path, 1, said)).toBe(reason)
})
