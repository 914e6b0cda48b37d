// One run of the command line, from its words to its exit code. Whatever goes wrong leaves here as one sentence on
// standard error that says what to do, and quotes no secret that was typed: such lines are kept by CI servers.

import { CommanderError } from 'commander'
import { errorData, RunlightError } from '../core/basics/errors.ts'
import { redactText } from '../core/secrets/redact-text.ts'
import type { CliHost } from './host/host.ts'
import { reportDefect } from './host/report-defect.ts'
import { createProgram } from './program/program.ts'
import { printable } from './terminal/printable.ts'

/** The command cannot be carried out as it was given. */
const usage = 2
/** A defect of Runlight's own (sysexits.h, EX_SOFTWARE). */
const defect = 70
const interrupted = 130
/** Who interrupts does not want to wait for a reader that has stopped reading. */
const flushWithinMs = 2_000

/** `words` are the command line without the program. Resolves to the exit code when all output is written. */
export async function run(words: readonly string[], host: CliHost): Promise<number> {
  let code = 0
  try {
    const program = createProgram(host, (result) => {
      code = result
    })
    await program.parseAsync([...words], { from: 'user' })
  } catch (thrown) {
    code = explain(thrown, words, host)
  }
  await (code === interrupted ? Promise.race([host.out.flush(), aWhile()]) : host.out.flush())
  const failure = host.out.failure()
  if (failure !== null) {
    host.err.write(`runlight: The output could not be written (${failure}): see whether its disk is full.\n`)
    if (code === 0) code = usage
  }
  await host.err.flush()
  return code
}

function aWhile(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, flushWithinMs))
}

function explain(thrown: unknown, words: readonly string[], host: CliHost): number {
  if (thrown instanceof CommanderError) {
    const isShown = thrown.code === 'commander.help' || thrown.exitCode === 0
    if (!isShown) host.err.write(`runlight: ${usageSentence(thrown.message, words)}\n`)
    return thrown.exitCode === 0 ? 0 : usage
  }
  if (thrown instanceof RunlightError) {
    host.err.write(`runlight: ${printable(redactText(thrown.message))}\n`)
    return thrown.code === 'internal' ? defect : usage
  }
  reportDefect(host.err)('the terminal', thrown)
  host.err.write(`runlight: ${errorData(thrown).message}\n`)
  return defect
}

/** Commander's words as a sentence, with where to look. */
function usageSentence(message: string, words: readonly string[]): string {
  const said = printable(redactText(message.replace(/^error: /, '').replaceAll('\n', ' '))).replace(
    /\.?$/,
    '',
  )
  const command = words.find((word) =>
    /^(watch|tap|runs|events|search|export|import|replay|serve|demo|diagnostics|storage|mark|stats|salvage)$/.test(
      word,
    ),
  )
  const help = command === undefined ? 'runlight --help' : `runlight ${command} --help`
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}: see “${help}”.`
}
