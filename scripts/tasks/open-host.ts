// Opens Runlight: the desktop window where the Electron runtime is or can be had, else the browser host, with the reason
// in one line.

import { join } from 'node:path'
import { electronRuntime } from './electron-runtime.ts'
import { runApp } from './run-app.ts'
import { root, runNode } from './tool.ts'
import { whyNoWindow } from './why-no-window.ts'

/** A window that is gone this soon, and not in good order, did not come up. */
const cameUpMs = 5_000

/**
 * `dataDir` null means the usual one. `sample` also watches the sample backend. Gives the host's exit code; the browser
 * host stays until it is interrupted.
 */
export async function openHost({
  dataDir,
  sample,
}: {
  readonly dataDir: string | null
  readonly sample: boolean
}): Promise<number> {
  const options = [...(dataDir === null ? [] : ['--data-dir', dataDir]), ...(sample ? ['--sample'] : [])]
  const runtime = electronRuntime({ fetch: true })
  if ('missing' in runtime) return openInBrowser(runtime.missing, options)
  const started = performance.now()
  const { code, interrupted, said } = await runApp(runtime.path, [root, ...options])
  if (code !== 0 && !interrupted && performance.now() - started < cameUpMs)
    return openInBrowser(whyNoWindow(runtime.path, code, said), options)
  return code
}

function openInBrowser(reason: string, options: readonly string[]): Promise<number> {
  process.stderr.write(`Opening Runlight in the browser: ${reason}.\n`)
  return runNode([join(root, 'out/main/cli.js'), 'serve', ...options])
}
