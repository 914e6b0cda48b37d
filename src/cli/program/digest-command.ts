// The grammar of `runlight digest`.

import { type Command, InvalidArgumentError, Option } from 'commander'
import { isTime, timeExamples } from '../../core/query/times.ts'
import type { DigestOptions } from '../commands/digest.ts'
import type { CliHost } from '../host/host.ts'
import { digestHelp } from './help.ts'
import { lazily } from './lazily.ts'
import { hub, tokenFile } from './place-options.ts'

const digest = lazily(() => import('../commands/digest.ts'), 'digest')

export function addDigestCommand(
  program: Command,
  host: CliHost,
  dataDir: () => Option,
  done: (code: number) => void,
): void {
  program
    .command('digest')
    .description('what ended, failed, stalled and was missed since a time, for a hand-over')
    .option('--since <time>', 'from when on', moment, '8h')
    .option('--until <time>', 'up to when (default: now)', moment)
    .addOption(new Option('--format <format>', 'how it is printed').choices(['md', 'json']).default('md'))
    .addOption(dataDir())
    .addOption(hub())
    .addOption(tokenFile())
    .addHelpText('after', digestHelp)
    .action(async (options: DigestOptions) => done(await digest(host, options)))
}

function moment(text: string): string {
  if (isTime(text)) return text
  throw new InvalidArgumentError(`Give ${timeExamples}.`)
}
