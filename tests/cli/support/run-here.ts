// The terminal host in the test's own process, for commands that need none of their own: a process of Node takes half a second.

import { version } from '../../../package.json'
import type { CliHost } from '../../../src/cli/host/host.ts'
import { run } from '../../../src/cli/run.ts'
import type { Output } from '../../../src/cli/terminal/output.ts'
import type { CliOptions, Ended } from './run-cli.ts'

type Options = Pick<CliOptions, 'dataDir' | 'env' | 'input'> & {
  /** Standard output is a terminal. */
  readonly terminal?: true
  /** Interrupts the command when it resolves. */
  readonly interrupt?: Promise<void>
  /** Told of standard output as it grows. */
  readonly onOut?: (text: string) => void
}

/** Runs `runlight` with these words to its end, as `runCli` does: its exit code and what it printed. */
export async function runHere(
  words: readonly string[],
  { dataDir, env = {}, input = '', terminal, interrupt, onOut }: Options,
): Promise<Ended> {
  const [out, err] = [createText(terminal === true, onOut), createText(false)]
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
    onInterrupt: (listener) => {
      void interrupt?.then(listener)
      return () => {}
    },
    onSignal: () => () => {},
    hasTerminal: terminal === true,
  }
  const code = await run(words, host)
  return { code, out: out.text(), err: err.text() }
}

function createText(
  live: boolean,
  onText: (text: string) => void = () => {},
): { readonly output: Output; readonly text: () => string } {
  let text = ''
  const output: Output = {
    columns: () => (live ? 100 : null),
    live,
    colours: false,
    write: (more) => {
      text += more
      onText(text)
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
