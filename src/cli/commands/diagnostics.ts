// `runlight diagnostics`: one text file without secrets for whoever mends Runlight, made beside whatever runs, or after
// something that did not start.

import { writeFile } from 'node:fs/promises'
import { RunlightError } from '../../core/basics/errors.ts'
import { diagnose, findDataDir } from '../../engine/index.ts'
import type { CliHost } from '../host/host.ts'

export type DiagnosticsOptions = { readonly out?: string; readonly dataDir?: string }

/** Prints the diagnostics, or writes them to a file that is not there yet. */
export async function diagnostics(host: CliHost, { out, dataDir }: DiagnosticsOptions): Promise<number> {
  const { text } = await diagnose(findDataDir(dataDir, host.env, host.platform), host.version)
  if (out === undefined) {
    host.out.write(text)
    return 0
  }
  try {
    await writeFile(out, text, { mode: 0o600, flag: 'wx' })
  } catch (thrown) {
    const exists = thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST'
    throw new RunlightError(
      'bad-input',
      exists
        ? `${out} is there already: choose another name.`
        : `${out} cannot be written: choose another place.`,
    )
  }
  host.err.write(`runlight: The diagnostics are in ${out}: read them before you send them.\n`)
  return 0
}
