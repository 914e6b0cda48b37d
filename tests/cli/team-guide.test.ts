// The guide for teams, and the files that start a team's processes: every command in them is one that the program takes.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { version } from '../../package.json'
import type { CliHost } from '../../src/cli/host/host.ts'
import { createProgram } from '../../src/cli/program/program.ts'
import type { Output } from '../../src/cli/terminal/output.ts'
import { projectRoot } from '../support/project-files.ts'

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8')

test('every command of the guide parses', async () => {
  const blocks = [...read('docs/team.md').matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)].map(
    ([, text = '']) => text,
  )
  const commands = blocks.flatMap((text) =>
    text
      .replaceAll(/\\\n\s*/g, '')
      .split(/\n|&&|;|\bdo\b/)
      .map(wordsOf)
      .flatMap((words) => (words.includes('runlight') ? [words.slice(words.indexOf('runlight') + 1)] : []))
      .filter((words) => words.length > 0),
  )
  expect(await refused(commands)).toEqual([])
  expect(commands.length).toBeGreaterThan(15)
})

test('the units start what the program takes', async () => {
  const starts = ['runlight-collector@.service', 'runlight-hub.service'].map((unit) => {
    const text = read(`resources/team/${unit}`)
    // What an administrator adds to them stands in the comment above.
    const added = /^#.*RUNLIGHT_(?:COLLECT|HUB)=(.*?)(?:, stands.*)?$/m.exec(text)?.[1] ?? ''
    const start = /^ExecStart=\/usr\/local\/bin\/runlight (.*) \$RUNLIGHT_\w+$/m.exec(text)?.[1] ?? ''
    return wordsOf(`${start} ${added}`)
  })
  expect(await refused(starts)).toEqual([])
  expect(starts.map(([command]) => command)).toEqual(['collect', 'serve'])
  expect(starts.map((words) => words.length > 5)).toEqual([true, true])
})

test('the containers start what the program takes, after the tables were made', async () => {
  const { services } = parse(read('resources/team/compose.yaml'), { merge: true })
  const ours = Object.entries<{ image: string; command?: string[]; depends_on: object }>(services).filter(
    ([, { image, command }]) => image === 'runlight' && command !== undefined,
  )
  expect(ours.map(([name]) => name)).toEqual(['collector-a', 'collector-b', 'hub'])
  expect(await refused(ours.map(([, { command = [] }]) => command))).toEqual([])
  for (const [, { depends_on }] of ours)
    expect(depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } })
})

/** The words of a line of the shell, as far as the guide has them: quotes, and `&` at its end. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|([^\s&]+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  )
}

/** Those that the program does not take, each with why. Nothing is carried out. */
async function refused(commands: readonly (readonly string[])[]): Promise<string[]> {
  const answers = await Promise.all(
    commands.map(async (words) => {
      let ran = false
      const program = createProgram(host, () => {})
      for (const command of everyCommand(program))
        if (command.commands.length === 0)
          command.action(() => {
            ran = true
          })
      try {
        await program.parseAsync([...words], { from: 'user' })
        return ran ? [] : [`${words.join(' ')}: nothing was begun`]
      } catch (thrown) {
        return [`${words.join(' ')}: ${String(thrown)}`]
      }
    }),
  )
  return answers.flat()
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)]
}

const silent: Output = {
  columns: () => null,
  live: false,
  colours: false,
  write: () => {},
  send: async () => {},
  room: async () => {},
  hurry: () => {},
  onGone: () => {},
  failure: () => null,
  flush: async () => {},
}
const host: CliHost = {
  out: silent,
  err: silent,
  env: {},
  platform: process.platform,
  version,
  input: async () => Buffer.alloc(0),
  inputPieces: async function* () {},
  rendererDir: '',
  onInterrupt: () => () => {},
  onSignal: () => () => {},
  hasTerminal: false,
}
