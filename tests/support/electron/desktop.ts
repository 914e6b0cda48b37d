// The fixture of the desktop specs: starts the built app on Electron itself or on the stand-in, on a data directory of the
// test's own, and ends whatever it started.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  test as base,
  type ElectronApplication,
  _electron as electron,
  expect,
  type Page,
} from '@playwright/test'
import { electronRuntime, type Runtime } from '../../../scripts/tasks/electron-runtime.ts'
import type { CallName, Input, Output } from '../../../src/core/contract/contract.ts'
import type { Answer } from '../../../src/core/contract/dispatch.ts'
import { judgeOnce } from '../page/judge-once.ts'
import { launchStandIn, type StandIn } from './launch.ts'

export type DesktopApp = Pick<ElectronApplication, 'evaluate' | 'windows' | 'process' | 'close'> & {
  /** As Playwright sees it: of no use any more once its process has crashed, though it was loaded again. */
  readonly page: Page
  /** What `run` gives for `arg`, run in the window's page, whatever had happened to it. It uses nothing from outside itself. */
  readonly inPage: <A, R>(run: (arg: A) => R | Promise<R>, arg: A) => Promise<R>
  /** The call's value, asked through the page's bridge. Throws the answer's error. */
  readonly call: <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>
  /** Ends the page's process, and waits until the app was told. */
  readonly crashPage: () => Promise<void>
  /** Ends the app's process as a crash would. */
  readonly kill: () => Promise<void>
}

export type LaunchMore = {
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** The folder of another app than the project's own, with its package.json. */
  readonly folder?: string
}

export type Desktop = {
  readonly runtime: 'electron' | 'stand-in'
  readonly dataDir: string
  /** The built preload script. */
  readonly preload: string
  readonly launch: (more?: LaunchMore) => Promise<DesktopApp>
  /** Starts the app where it is expected to end by itself: its exit code, what it printed, the boxes it showed. */
  readonly start: (more?: LaunchMore) => Promise<{
    readonly code: number | null
    readonly said: string
  }>
}

export type DesktopOptions = { readonly needs: 'any' | 'electron' }

/** Another build than the project's own can be named, to try one out. */
const main = process.env.RUNLIGHT_DESKTOP_MAIN ?? 'out/main/index.js'

export const test = base.extend<
  DesktopOptions & { readonly desktop: Desktop },
  { readonly runtime: Runtime }
>({
  needs: ['any', { option: true }],
  /** Found once, and said once: whoever reads the run must know what it ran on. */
  runtime: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the pattern to know what a fixture needs
    async ({}, use, { project }) => {
      const runtime = electronRuntime({ fetch: false })
      const { needs } = project.use as Partial<DesktopOptions>
      if ('missing' in runtime && needs !== 'electron') {
        process.stdout.write(`Desktop specs ran on the stand-in: ${runtime.missing}.\n`)
      }
      await use(runtime)
    },
    { scope: 'worker' },
  ],
  desktop: async ({ needs, runtime }, use, info) => {
    if (needs === 'electron' && 'missing' in runtime) {
      throw new Error(`Desktop specs cannot run on Electron: ${runtime.missing}. ${runtime.remedy}`)
    }
    const binary = 'path' in runtime ? runtime.path : null
    if (!existsSync(main))
      throw new Error(`There is no build at ${main}: make one with “npx electron-vite build”.`)
    const dataDir = mkdtempSync(join(tmpdir(), 'runlight-desktop-'))
    const opened: DesktopApp[] = []
    const crashed = new Set<Page>()
    const environment = (more: LaunchMore) => ({ RUNLIGHT_DATA_DIR: dataDir, ...more.env })
    await use({
      runtime: binary === null ? 'stand-in' : 'electron',
      dataDir,
      preload: resolve(main, '../../preload/index.cjs'),
      launch: async (more = {}) => {
        const env = environment(more)
        const args = more.args ?? []
        const app =
          binary === null
            ? launchStandIn({ main, args: [...switches, ...args], env })
            : await launchElectron(binary, args, env)
        const page = await app.firstWindow()
        await page.waitForURL((url) => url.href !== 'about:blank')
        page.once('crash', () => crashed.add(page))
        const desktopApp = withPage(app, page)
        opened.push(desktopApp)
        return desktopApp
      },
      start: (more = {}) => {
        const env = environment(more)
        const args = more.args ?? []
        return binary === null
          ? runStandIn(
              launchStandIn({ main: mainOf(more), args: [...switches, ...args], env, pressBoxes: true }),
            )
          : runElectron(binary, ['-r', sayBoxes, more.folder ?? '.', ...switches, ...args], env)
      },
    })
    const found: string[] = []
    for (const { page } of info.status === info.expectedStatus ? opened : [])
      if (!crashed.has(page)) found.push(...(await judgeOnce(page)))
    for (const app of opened) await app.close()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 })
    // Where a spec that passed leaves its windows, axe finds nothing.
    expect(found).toEqual([])
  },
})

export { expect } from '@playwright/test'

function withPage(
  app: Pick<ElectronApplication, 'evaluate' | 'windows' | 'process' | 'close'>,
  page: Page,
): DesktopApp {
  const inPage: DesktopApp['inPage'] = (run, arg) =>
    app.evaluate(
      ({ BrowserWindow }, script) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script),
      `(${run})(${JSON.stringify(arg)})`,
    )
  return {
    inPage,
    evaluate: app.evaluate.bind(app),
    windows: () => app.windows(),
    process: () => app.process(),
    close: () => app.close(),
    page,
    call: async (name, input) => {
      const answer = await inPage(callBridge, { name, input })
      if (!answer.ok) throw Object.assign(new Error(answer.error.message), answer.error)
      // The contract pairs the name with its output; the page cannot say so.
      return answer.value as never
    },
    crashPage: () =>
      app.evaluate(
        ({ BrowserWindow }) =>
          new Promise<void>((resolve) => {
            const contents = BrowserWindow.getAllWindows()[0]?.webContents
            contents?.once('render-process-gone', () => resolve())
            contents?.forcefullyCrashRenderer()
          }),
      ),
    kill: async () => {
      const child = app.process()
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      await app.close()
    },
  }
}

/** The main script of the app to start. */
function mainOf({ folder }: LaunchMore): string {
  if (folder === undefined) return main
  const { main: own } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return resolve(folder, String(own))
}

/** Runs in the page. */
function callBridge({ name, input }: { name: string; input: unknown }): Promise<Answer> {
  const { runlight } = window as unknown as {
    runlight: { call: (name: string, input: unknown) => Promise<Answer> }
  }
  return runlight.call(name, input)
}

type Env = Readonly<Record<string, string>>

/** Chromium's sandbox refuses to run as root, which containers do; everywhere else it is what is shipped. */
const chromiumSandbox = process.getuid?.() !== 0
/** The same for every start, by whomever. */
const switches = chromiumSandbox ? [] : ['--no-sandbox']
const sayBoxes = resolve('tests/support/electron/say-boxes.cjs')

function launchElectron(
  executablePath: string,
  args: readonly string[],
  env: Env,
): Promise<ElectronApplication> {
  return electron.launch({
    executablePath,
    args: ['.', ...switches, ...args],
    chromiumSandbox,
    // The theme is the app's and the system's, not Playwright's.
    colorScheme: null,
    env: { ...processEnv(), ...env },
  })
}

async function runElectron(binary: string, args: readonly string[], env: Env) {
  const child = spawn(resolve(binary), args, { env: { ...process.env, ...env } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  const [code]: (number | null)[] = await once(child, 'exit')
  return { code: code ?? null, said }
}

async function runStandIn(app: StandIn) {
  const code = await app.ended
  return {
    code,
    said: [...app.boxes.map(({ title, content }) => `${title}: ${content}`), app.output()].join('\n'),
  }
}

function processEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
