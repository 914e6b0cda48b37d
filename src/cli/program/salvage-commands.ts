// The grammar of salvage: `salvage FILE --out DIR` beside the log, `storage salvage` in its place.

import type { Command, Option } from 'commander'
import type { SalvageFileOptions, SalvageOptions } from '../commands/salvage.ts'
import type { CliHost } from '../host/host.ts'
import { salvageHelp, storageSalvageHelp } from './help.ts'
import { lazily } from './lazily.ts'

const salvageCommands = () => import('../commands/salvage.ts')
const salvageDamagedFile = lazily(salvageCommands, 'salvageDamagedFile')
const salvageStorage = lazily(salvageCommands, 'salvageStorage')

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
    .action(async (file: string, options: SalvageFileOptions) =>
      done(await salvageDamagedFile(host, file, options)),
    )
  program.commands
    .find((command) => command.name() === 'storage')
    ?.command('salvage')
    .description('put what can be read of a damaged log in its place; the damaged one is put aside')
    .option('--json', json)
    .addOption(dataDir())
    .addHelpText('after', storageSalvageHelp)
    // Options that `storage` knows, too, are taken by it wherever they stand.
    .action(async (_options: SalvageOptions, command: Command) =>
      done(await salvageStorage(host, command.optsWithGlobals<SalvageOptions>())),
    )
}
