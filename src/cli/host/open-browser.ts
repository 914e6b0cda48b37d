// Opens the default browser, where there is one to be seen. It is a kindness, never a condition: where it does not work,
// the address on the screen does.

import { spawn } from 'node:child_process'
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
  const [command, ...words] = opener(platform)
  const child = spawn(command, [...words, url], { detached: true, stdio: 'ignore' })
  child.on('error', () =>
    err.write('runlight: No browser could be opened: open the address above yourself.\n'),
  )
  child.unref()
}

function opener(platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open']
  // Not `start`: it is the shell's own, and the shell would read the address once more.
  return platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open']
}
