// The grammar of the commands that take runs away and bring them in: `export`, `import` and `replay`.

import { type Command, InvalidArgumentError, Option } from 'commander'
import { exportFormats } from '../../core/contract/calls/transcripts.ts'
import { patternProblem } from '../../core/transcript/redaction/own-patterns.ts'
import type { ExportOptions } from '../commands/export.ts'
import type { ImportOptions } from '../commands/import.ts'
import type { ReplayOptions } from '../commands/replay.ts'
import type { CliHost } from '../host/host.ts'
import { exportHelp, importHelp, replayHelp } from './help.ts'
import { lazily } from './lazily.ts'
import { positiveNumber, wholeNumber } from './option-values.ts'
import { hub, tokenFile } from './place-options.ts'

const exportRuns = lazily(() => import('../commands/export.ts'), 'exportRuns')
const importFiles = lazily(() => import('../commands/import.ts'), 'importFiles')
const replay = lazily(() => import('../commands/replay.ts'), 'replay')

const runNumber = wholeNumber(1)
const bothRedact = '--redact and --no-redact exclude each other, so leave one of them out'

/** Adds them to `program`. */
export function addTranscriptCommands(
  program: Command,
  host: CliHost,
  dataDir: () => Option,
  done: (code: number) => void,
): void {
  const exporting = program
    .command('export')
    .description('write runs, or what a query finds, to a file or to another program')
    .argument('[run...]', 'the numbers of the runs', collectRuns)
    .option('--query <query>', 'only the events that it finds; without runs, of all of them')
    .addOption(new Option('--format <format>', 'what to write').choices(exportFormats).default('transcript'))
    .option('--out <file>', 'write it to this file, which must not be there yet')
    .option(
      '--redact <pattern>',
      'also take out what fits this regular expression (repeatable)',
      collectPattern,
    )
    .option('--no-redact', 'leave credentials in')
    .option('--json', 'with --out, print one JSON object about the file')
    .addOption(dataDir())
    .addOption(hub())
    .addOption(tokenFile())
    .addHelpText('after', exportHelp)
    .action(async (runs: readonly number[], options: ExportOptions) =>
      done(await exportRuns(host, runs, options)),
    )
  // Commander takes both for one option, of which the last one holds.
  let patterns = 0
  exporting.on('option:redact', () => patterns++)
  exporting.on('option:no-redact', () => {
    if (patterns > 0) exporting.error(bothRedact, { exitCode: 2 })
  })

  program
    .command('import')
    .description('take in transcripts, captured streams of any sort and HAR files')
    .argument('<file...>', 'files, folders, or - for standard input')
    .option('--kind <kind>', 'the kind of job, for event streams, which do not tell it')
    .option('--json', 'print one JSON object a file')
    .addOption(dataDir())
    .addHelpText('after', importHelp)
    .action(async (files: readonly string[], options: ImportOptions) =>
      done(await importFiles(host, files, options)),
    )

  program
    .command('replay')
    .description('serve a transcript as a live event stream, at its original pace')
    .argument('[file]', 'the transcript')
    .option('--port <n>', 'the port to listen on; 0 takes any that is free', wholeNumber(0, 65_535), 4290)
    .option('--speed <x>', 'how many times as fast as it was', positiveNumber(10_000), 1)
    .option('--faults <names>', 'faults to lay over it, parted by commas (repeatable)', collectNames)
    .option('--list-faults', 'list the faults there are, and exit')
    .option('--json', 'print one JSON object a run')
    .addHelpText('after', replayHelp)
    .action(async (file: string | undefined, options: ReplayOptions) =>
      done(await replay(host, file, options)),
    )
}

function collectNames(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',').map((name) => name.trim())]
}

function collectRuns(text: string, before: readonly number[] = []): readonly number[] {
  return [...before, runNumber(text)]
}

function collectPattern(text: string, before: readonly string[] | false = []): readonly string[] {
  if (before === false)
    throw new InvalidArgumentError('It stands beside --no-redact, so leave one of them out.')
  const problem = patternProblem(text)
  if (problem !== null) throw new InvalidArgumentError(problem)
  return [...before, text]
}
