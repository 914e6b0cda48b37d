// Text that a command is given by a file or on standard input, as curl's users are used to: a body, or a whole request.

import { readFile } from 'node:fs/promises'
import { errorData, RunlightError } from '../../core/basics/errors.ts'

/** What a parameter of a run may hold, in UTF-16 units (core/contract). */
const most = 1_000_000

/** `given` itself; `@FILE` is what the file holds, `-` what comes on standard input, as it is. Throws `bad-input`. */
export async function readGiven(given: string, input: () => Promise<Buffer>): Promise<string> {
  if (given === '-') return asText(await input(), 'Standard input')
  return given.startsWith('@') ? readTextFile(given.slice(1)) : given
}

/** The file `name` as text. Throws `bad-input` with what to do. */
async function readTextFile(name: string): Promise<string> {
  let bytes: Buffer
  try {
    bytes = await readFile(name)
  } catch (thrown) {
    throw bad(
      `The file ${name.slice(0, 200)} cannot be read (${reasonOf(thrown)}): see its name and its rights.`,
    )
  }
  return asText(bytes, `The file ${name.slice(0, 200)}`)
}

function asText(bytes: Buffer, name: string): string {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw bad(`${name} holds bytes that are no UTF-8 text: only text can be sent.`)
  }
  if (text.length <= most) return text
  throw bad(
    `${name} holds more than ${most.toLocaleString('en-US')} characters, which is the most that can be sent.`,
  )
}

/** The code alone: the message repeats the name. */
function reasonOf(thrown: unknown): string {
  const code: unknown = Object(thrown).code
  return typeof code === 'string' ? code : errorData(thrown).message
}

function bad(sentence: string): RunlightError {
  return new RunlightError('bad-input', sentence)
}
