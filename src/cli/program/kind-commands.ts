// The grammar of `kinds` and its parts.

import type { Command, Option } from 'commander'
import type { KindFileOptions, KindsOptions } from '../commands/kinds.ts'
import type { CliHost } from '../host/host.ts'
import { kindsCheckHelp, kindsHelp, kindsTryHelp } from './help.ts'
import { lazily } from './lazily.ts'

const kindsCommands = () => import('../commands/kinds.ts')
const checkKindFiles = lazily(kindsCommands, 'checkKindFiles')
const listKinds = lazily(kindsCommands, 'listKinds')
const tryKindFile = lazily(kindsCommands, 'tryKindFile')

const json = 'print one JSON object a line'

/** Adds them to `program`. */
export function addKindCommands(
  program: Command,
  host: CliHost,
  dataDir: () => Option,
  done: (code: number) => void,
): void {
  const kinds = program
    .command('kinds')
    .description('list the kinds of jobs there are; check and try kind files')
    .option('--json', json)
    .addOption(dataDir())
    .addHelpText('after', kindsHelp)
    .action(async (options: KindsOptions) => done(await listKinds(host, options)))

  kinds
    .command('check')
    .description('say what is wrong with kind files, with line and reason')
    .argument('<file...>', 'kind files')
    .option('--json', json)
    .addHelpText('after', kindsCheckHelp)
    .action(async (files: readonly string[], _options: KindFileOptions, command: Command) =>
      done(await checkKindFiles(host, files, command.optsWithGlobals<KindFileOptions>())),
    )

  kinds
    .command('try')
    .description('read a recording by a kind file, and print what it makes of each event')
    .argument('<file>', 'a kind file')
    .argument('<recording>', 'a transcript, a captured stream of any sort, or a HAR file')
    .option('--json', json)
    .addHelpText('after', kindsTryHelp)
    .action(async (file: string, recording: string, _options: KindFileOptions, command: Command) =>
      done(await tryKindFile(host, file, recording, command.optsWithGlobals<KindFileOptions>())),
    )
}
