// The grammar of salvage: `salvage FILE --out DIR` beside the log, `storage salvage` in its place.

import type { Command, Option } from 'commander'
import {
  type SalvageFileOptions,
  type SalvageOptions,
  salvageDamagedFile,
  salvageStorage,
} from '../commands/salvage.ts'
import type { CliHost } from '../host/host.ts'
import { salvageHelp, storageSalvageHelp } from './help.ts'

const json = 'print one JSON object'

/** Adds `salvage` to `program`, and to its command `storage`, which must be there. */
export function addSalvageCommands(
  program: Command,
  host: CliHost,
  dataDir: () => Option,
  done: (code: number) => void,
): void {
  program
    .command('salvage')
    .description('make a new log of what can be read of a damaged one')
    .argument('<file>', 'the damaged log, or a damaged backup; it is only read')
    .requiredOption('--out <dir>', 'the folder for the new log; one that holds a log is refused')
    .option('--json', json)
    .addHelpText('after', salvageHelp)
    .action((file: string, options: SalvageFileOptions) => done(salvageDamagedFile(host, file, options)))
  program.commands
    .find((command) => command.name() === 'storage')
    ?.command('salvage')
    .description('put what can be read of a damaged log in its place; the damaged one is put aside')
    .option('--json', json)
    .addOption(dataDir())
    .addHelpText('after', storageSalvageHelp)
    // Options that `storage` knows, too, are taken by it wherever they stand.
    .action((_options: SalvageOptions, command: Command) =>
      done(salvageStorage(host, command.optsWithGlobals<SalvageOptions>())),
    )
}
