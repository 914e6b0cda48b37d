// The commands that may be run when an alert fires: those that `commands.json` of the data directory names, and no others. A
// screen chooses one by its name; only who may write that file says what it does. It is read anew each time.

import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { parseJson } from '../../../core/basics/json.ts'
import { type Placeholder, placeholders } from './placeholders.ts'

/** `run`: the program, by its whole path, and its arguments. */
export type Command = { readonly run: readonly string[]; readonly timeoutMs: number }

export type Commands = {
  readonly commands: ReadonlyMap<string, Command>
  /** Why there are none, or what is wrong, as a sentence; null where there is nothing to say. */
  readonly problem: string | null
}

const fileName = 'commands.json'
const largestBytes = 65_536
/** The rights of its group and of everybody to write. */
const others = 0o022

const commandSchema = z.strictObject({
  run: z
    .array(
      z
        .string()
        .max(4_000)
        .refine((text) => !text.includes('\0'), 'A zero byte is no part of an argument.'),
    )
    .min(1, 'It needs the program to run.')
    .max(100),
  timeoutSeconds: z.int().min(1).max(120).default(10),
})
const fileSchema = z.record(z.string(), commandSchema)

/** The commands of `dataDir`, as they are now. */
export function readCommands(dataDir: string): Commands {
  const path = join(dataDir, fileName)
  const read = readSafely(path)
  if ('problem' in read) return { commands: new Map(), problem: read.problem }
  const wrong = (reason: string): Commands => ({ commands: new Map(), problem: `${fileName}: ${reason}` })
  const json = parseJson(read.text)
  if (!json.ok) return wrong('it is no JSON. Write {"page-me": {"run": ["/usr/bin/page", "{title}"]}}.')
  const parsed = fileSchema.safeParse(json.value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = issue?.path.map(String).join('.') ?? ''
    return wrong(`${place === '' ? '' : `${place}: `}${issue?.message ?? 'it has another form.'}`)
  }
  for (const [name, { run }] of Object.entries(parsed.data)) {
    const problem = problemOf(name, run)
    if (problem !== null) return wrong(`${name}: ${problem}`)
  }
  const commands = Object.entries(parsed.data).map(
    ([name, { run, timeoutSeconds }]) => [name, { run, timeoutMs: timeoutSeconds * 1_000 }] as const,
  )
  return { commands: new Map(commands), problem: null }
}

function problemOf(name: string, [program = '', ...given]: readonly string[]): string | null {
  if (!/^[\w.-]{1,100}$/.test(name)) return 'a name has letters, digits, dots, hyphens and underscores.'
  if (!isAbsolute(program)) return `give the whole path of the program instead of “${program}”.`
  if (/\{\w+\}/.test(program)) return 'the program itself can have no placeholder.'
  for (const argument of given) {
    for (const [, name = ''] of argument.matchAll(/\{(\w+)\}/g)) {
      if (!isPlaceholder(name))
        return `there is no {${name}}. There are ${placeholders.map((one) => `{${one}}`).join(', ')}.`
    }
  }
  return null
}

function isPlaceholder(name: string): name is Placeholder {
  return placeholders.some((one) => one === name)
}

/** Who else may write the file could have Runlight run anything. The file that was looked at is the one that is read. */
function readSafely(path: string): { readonly text: string } | { readonly problem: string | null } {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (thrown) {
    const isAbsent = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'
    return { problem: isAbsent ? null : `${fileName} cannot be read: check who may read it.` }
  }
  try {
    const { mode, uid, size } = fstatSync(file)
    if (process.platform !== 'win32') {
      const folder = statSync(dirname(path))
      const isOpen = (mode & others) !== 0 || (folder.mode & others) !== 0
      if (isOpen)
        return {
          problem: `${fileName} is not used: others than its owner may write it. Take that right away (chmod go-w) from it and its folder.`,
        }
      if (uid !== 0 && uid !== process.getuid?.())
        return { problem: `${fileName} is not used: it belongs to another user.` }
    }
    if (size > largestBytes) return { problem: `${fileName} is not used: it is larger than 64 kB.` }
    return { text: readFileSync(file, 'utf8') }
  } finally {
    closeSync(file)
  }
}
