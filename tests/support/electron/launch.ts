// Starts an app on the stand-in: its built main script in a Node process, its windows in Chromium. What comes back has
// the shape of what Playwright's `_electron.launch` gives, so that the same specs run on either.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { ElectronApplication } from '@playwright/test'
import { type Box, createBrowser } from './browser-side.ts'
import type { MainSide } from './sides.ts'
import { connect, type Remote } from './wire.ts'

export type LaunchOptions = {
  /** The built main script. */
  readonly main: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Somebody is there who presses the button of each box. */
  readonly pressBoxes?: boolean
}

export type StandIn = Pick<
  ElectronApplication,
  'evaluate' | 'firstWindow' | 'windows' | 'process' | 'close'
> & {
  /** The boxes shown so far. */
  readonly boxes: readonly Box[]
  /** What the main process printed so far. */
  readonly output: () => string
  /** The exit code, or null where a signal ended it; the browser is closed by then. */
  readonly ended: Promise<number | null>
}

export function launchStandIn(options: LaunchOptions): StandIn {
  const child = startMain(options)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += String(text)))

  const browser = createBrowser(() => main, options.pressBoxes ?? false)
  const main: Remote<MainSide> = connect<MainSide>(
    {
      post: (message) => {
        if (child.connected) child.send(message, () => {})
      },
      subscribe: (listener) => child.on('message', listener),
    },
    browser.served,
  )
  const ended = once(child, 'exit').then(async ([code]: (number | null)[]) => {
    await browser.close()
    return code ?? null
  })
  const lost = ended.then((code): never => {
    throw new Error(`The app ended with code ${code} before it opened a window.\n${output}`)
  })
  lost.catch(() => {})

  const evaluate = (run: unknown, arg?: unknown) => main.evaluate(String(run), arg)

  return {
    // The main side answers with what the function returned; Playwright's type pairs it with the function's.
    evaluate: evaluate as StandIn['evaluate'],
    firstWindow: () => Promise.race([browser.firstPage, lost]),
    windows: browser.pages,
    process: () => child,
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        await main.evaluate('({ app }) => { app.quit() }', null)
      }
      await ended
    },
    boxes: browser.boxes,
    output: () => output,
    ended,
  }
}

function startMain({ main, args = [], env = {} }: LaunchOptions): ChildProcess {
  return fork(new URL('./start-main.ts', import.meta.url), [main, ...args], {
    execArgv: ['--import', new URL('./register.ts', import.meta.url).href],
    serialization: 'advanced',
    silent: true,
    env: { ...process.env, ...env },
  })
}
