// Opens the default browser, where there is one to be seen, or the program for a link. The browser is a kindness, never a
// condition: where it does not work, the address on the screen does.

import { type ChildProcess, spawn } from 'node:child_process'
import type { CliHost } from './host.ts'

/** Whether a browser that is opened here would be seen by the person who typed the command. */
export function canShowBrowser({ env, platform }: Pick<CliHost, 'env' | 'platform'>): boolean {
  if (env.SSH_CONNECTION !== undefined && env.DISPLAY === undefined) return false
  if (platform === 'darwin' || platform === 'win32') return true
  return Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY)
}

/** Opens `url` and does not wait for the browser. */
export function openBrowser(
  { err, platform }: Pick<CliHost, 'platform'> & { readonly err: Pick<CliHost['err'], 'write'> },
  url: string,
): void {
  startOpener(platform, url).on('error', () =>
    err.write('runlight: No browser could be opened: open the address above yourself.\n'),
  )
}

/** How long an opener is waited for: some end with the program that they have started. */
const opensWithinMs = 5_000

/** Hands `link` to the program that this system has for it. False where it has none, as far as its opener tells. */
export function openLink({ platform }: Pick<CliHost, 'platform'>, link: string): Promise<boolean> {
  const child = startOpener(platform, link)
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), opensWithinMs)
    const end = (isOpened: boolean) => {
      clearTimeout(timer)
      resolve(isOpened)
    }
    child.once('error', () => end(false))
    child.once('exit', (code) => end(code === 0))
  })
}

/** The program that opens `url`; Runlight does not wait for it to end. */
function startOpener(platform: NodeJS.Platform, url: string): ChildProcess {
  const [command, ...words] = opener(platform)
  const child = spawn(command, [...words, url], { detached: true, stdio: 'ignore' })
  child.unref()
  return child
}

function opener(platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open']
  // Not `start`: it is the shell's own, and the shell would read the address once more.
  return platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open']
}
