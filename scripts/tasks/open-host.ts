// Opens Runlight: the desktop window where the Electron runtime is or can be had, else the browser host, with the reason
// in one line.

import { join } from 'node:path'
import { electronRuntime } from './electron-runtime.ts'
import { root, runNode, runProgram } from './tool.ts'

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
  const code = await runProgram(runtime.path, [root, ...options])
  if (code !== 0 && performance.now() - started < cameUpMs) {
    return openInBrowser(`the desktop window ended at once with code ${code}`, options)
  }
  return code
}

function openInBrowser(reason: string, options: readonly string[]): Promise<number> {
  process.stderr.write(`Opening Runlight in the browser: ${reason}.\n`)
  return runNode([join(root, 'out/main/cli.js'), 'serve', ...options])
}
