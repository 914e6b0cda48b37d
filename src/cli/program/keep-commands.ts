// The grammar of the commands that keep the log: `storage` with what can be done with it, `mark` and `read-as`.

import { type Command, Option } from 'commander'
import type { MarkOptions } from '../commands/mark.ts'
import type { ReadAsOptions } from '../commands/read-as.ts'
import type { StorageOptions } from '../commands/storage-common.ts'
import type { PruneOptions, RuleOptions } from '../commands/storage-rules.ts'
import type { CliHost } from '../host/host.ts'
import { markHelp, readAsHelp, rulesHelp, storageHelp } from './help.ts'
import { lazily } from './lazily.ts'
import { byteSize, collect, text, wholeNumber } from './option-values.ts'

const mark = lazily(() => import('../commands/mark.ts'), 'mark')
const readAs = lazily(() => import('../commands/read-as.ts'), 'readAs')
const storageSizes = lazily(() => import('../commands/storage.ts'), 'storageSizes')
const storageFilesCommands = () => import('../commands/storage-files.ts')
const backUpStorage = lazily(storageFilesCommands, 'backUpStorage')
const checkStorage = lazily(storageFilesCommands, 'checkStorage')
const restoreStorage = lazily(storageFilesCommands, 'restoreStorage')
const storageRulesCommands = () => import('../commands/storage-rules.ts')
const pruneStorage = lazily(storageRulesCommands, 'pruneStorage')
const storageRules = lazily(storageRulesCommands, 'storageRules')

const json = 'print one JSON object'

/** Adds `storage`, `mark` and `read-as` to `program`; gives `storage`, for further commands of its own. */
export function addKeepCommands(
  program: Command,
  host: CliHost,
  dataDir: () => Option,
  done: (code: number) => void,
): Command {
  const storage = program
    .command('storage')
    .description('show what the log weighs, and keep it')
    // Else it takes the options of its parts that have the same names.
    .enablePositionalOptions()
    .option('--json', json)
    .addOption(dataDir())
    .addHelpText('after', storageHelp)
    .action(async (options: StorageOptions) => done(await storageSizes(host, options)))
  const part = (name: string, description: string) =>
    storage.command(name).description(description).option('--json', json).addOption(dataDir())

  part('rules', 'show the retention rules and what they would take away, or change one')
    .option('--kind <kind>', 'the rule for runs of this kind (default: for all that have none of their own)')
    .option('--days <n>', 'keep runs for so many days', wholeNumber(1, 36_500))
    .option('--runs <n>', 'keep at most so many runs', wholeNumber(1, 10_000_000))
    .option('--size <size>', 'keep at most so much, such as 2GB', byteSize)
    .addOption(new Option('--remove', 'remove the rule').conflicts(['days', 'runs', 'size']))
    .addHelpText('after', rulesHelp)
    .action(async (_: unknown, command: Command) => done(await storageRules(host, all<RuleOptions>(command))))
  part('prune', 'remove what the retention rules take away, and give the space back')
    .option('--dry-run', 'only say what would go')
    .action(async (_: unknown, command: Command) =>
      done(await pruneStorage(host, all<PruneOptions>(command))),
    )
  part('backup', 'copy the whole log to one file, also while it is being written')
    .argument('<file>', 'the file to write; one that is there already is refused')
    .action(async (file: string, _: unknown, command: Command) =>
      done(await backUpStorage(host, file, all(command))),
    )
  part('restore', 'make a backup the log; the log that is there is put aside')
    .argument('<file>', 'a file that “storage backup” wrote')
    .action(async (file: string, _: unknown, command: Command) =>
      done(await restoreStorage(host, file, all(command))),
    )
  part('check', 'read every page of the log and say whether it is sound').action(
    async (_: unknown, command: Command) => done(await checkStorage(host, all(command))),
  )

  program
    .command('mark')
    .description('title, tag, note, pin or acknowledge a run')
    .argument('<run>', 'the number of the run', wholeNumber(1))
    .option('--title <text>', 'another title', text(300))
    .option('--tag <tag>', 'put a tag on (repeatable)', collect)
    .option('--untag <tag>', 'take a tag off (repeatable)', collect)
    .option('--note <text>', 'another note; an empty one removes it', text(20_000))
    .addOption(new Option('--pin', 'keep it, whatever the rules say').conflicts('unpin'))
    .option('--unpin', 'let the rules take it')
    .addOption(new Option('--ack', 'it was seen: it needs nobody until its state changes').conflicts('unack'))
    .option('--unack', 'it was not seen after all')
    .option('--json', json)
    .addOption(dataDir())
    .addHelpText('after', markHelp)
    .action(async (run: number, options: MarkOptions) => done(await mark(host, run, options)))

  program
    .command('read-as')
    .description('read the events of a run again, as another dialect')
    .argument('<run>', 'the number of the run', wholeNumber(1))
    .argument('<reader>', 'auto, none, or the name of a reader')
    .option('--json', json)
    .addOption(dataDir())
    .addHelpText('after', readAsHelp)
    .action(async (run: number, reader: string, options: ReadAsOptions) =>
      done(await readAs(host, run, reader, options)),
    )
  return storage
}

/** The options of a part of `storage`, those before its name included. */
function all<T extends StorageOptions>(command: Command): T {
  return command.optsWithGlobals<T>()
}
