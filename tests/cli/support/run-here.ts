// The terminal host in the test's own process, for commands that need none of their own: a process of Node takes half a second.

import { version } from '../../../package.json'
import type { CliHost } from '../../../src/cli/host/host.ts'
import { run } from '../../../src/cli/run.ts'
import type { Output } from '../../../src/cli/terminal/output.ts'
import type { CliOptions, Ended } from './run-cli.ts'

type Options = Pick<CliOptions, 'dataDir' | 'env' | 'input'>

/** Runs `runlight` with these words to its end, as `runCli` does: its exit code and what it printed. */
export async function runHere(
  words: readonly string[],
  { dataDir, env = {}, input = '' }: Options,
): Promise<Ended> {
  const [out, err] = [createText(), createText()]
  const host: CliHost = {
    out: out.output,
    err: err.output,
    env: { RUNLIGHT_DATA_DIR: dataDir, ...env },
    platform: process.platform,
    version,
    input: async () => Buffer.from(input),
    inputPieces: async function* () {
      yield Buffer.from(input)
    },
    rendererDir: '',
    onInterrupt: () => () => {},
  }
  const code = await run(words, host)
  return { code, out: out.text(), err: err.text() }
}

function createText(): { readonly output: Output; readonly text: () => string } {
  let text = ''
  const output: Output = {
    columns: () => null,
    live: false,
    colours: false,
    write: (more) => {
      text += more
    },
    send: async (bytes) => {
      text += new TextDecoder().decode(bytes)
    },
    room: async () => {},
    hurry: () => {},
    onGone: () => {},
    failure: () => null,
    flush: async () => {},
  }
  return { output, text: () => text }
}
