// The grammar of who may come to a shared log: `token` and `access`.

import { type Command, Option } from 'commander'
import { roleNames } from '../../core/team/roles.ts'
import type { AuditOptions, GrantOptions } from '../commands/access.ts'
import type { AccessOptions } from '../commands/access-common.ts'
import type { TokenOptions } from '../commands/token.ts'
import type { CliHost } from '../host/host.ts'
import { accessHelp, tokenHelp } from './access-help.ts'
import { lazily } from './lazily.ts'
import { text, wholeNumber } from './option-values.ts'

const accessCommands = () => import('../commands/access.ts')
const addSpace = lazily(accessCommands, 'addSpace')
const grantRole = lazily(accessCommands, 'grantRole')
const listPeople = lazily(accessCommands, 'listPeople')
const printAudit = lazily(accessCommands, 'printAudit')
const tokenCommands = () => import('../commands/token.ts')
const createToken = lazily(tokenCommands, 'createToken')
const listTokens = lazily(tokenCommands, 'listTokens')
const revokeToken = lazily(tokenCommands, 'revokeToken')
const unlock = lazily(tokenCommands, 'unlock')

const log = () => new Option('--log <url>', 'the shared log, as postgres://… (default: $RUNLIGHT_LOG)')
const role = () => new Option('--role <role>', 'viewer, operator or admin').choices(roleNames)
const json = 'print one JSON object a line'

export function addAccessCommands(program: Command, host: CliHost, done: (code: number) => void): void {
  const token = program
    .command('token')
    .description('make, list and revoke tokens, by which people and scripts come to a hub')
    .addHelpText('after', tokenHelp)
  token
    .command('create')
    .description('make a token and print it, this once')
    .requiredOption('--name <name>', 'what the token is for, as lists show it', text(100))
    .addOption(role().makeOptionMandatory())
    .option('--space <name>', 'the role is for this space of servers (default: for the whole team)')
    .option('--days <n>', 'it expires after so many days (default: never)', wholeNumber(1, 36_500))
    .option('--json', json)
    .addOption(log())
    .action(async (options: TokenOptions) => done(await createToken(host, options)))
  token
    .command('list')
    .description('list all tokens, without what is secret of them')
    .option('--json', json)
    .addOption(log())
    .action(async (options: AccessOptions) => done(await listTokens(host, options)))
  token
    .command('revoke')
    .description('end a token, and the sessions that were opened with it')
    .argument('<number>', 'the number of the token', wholeNumber(1))
    .addOption(log())
    .action(async (id: number, options: AccessOptions) => done(await revokeToken(host, id, options)))
  token
    .command('unlock')
    .description('end a lock-out after wrong tokens before its time')
    .argument('<what>', 'what the audit list names, such as "address 192.0.2.7"')
    .addOption(log())
    .action(async (what: string, options: AccessOptions) => done(await unlock(host, what, options)))

  const access = program
    .command('access')
    .description('see and change who may what on a shared log')
    .addHelpText('after', accessHelp)
  access
    .command('people')
    .description('list who has signed in, and the roles that were given')
    .option('--json', json)
    .addOption(log())
    .action(async (options: AccessOptions) => done(await listPeople(host, options)))
  access
    .command('grant')
    .description('give a role to a person, a group of the sign-in service or a token, or take it away')
    .option('--person <number>', 'the person’s number', wholeNumber(1))
    .option('--group <group>', 'the group, as the sign-in service names it', text(300))
    .option('--token <number>', 'the token’s number', wholeNumber(1))
    .addOption(role())
    .option('--space <name>', 'in this space of servers (default: in the whole team)')
    .addOption(new Option('--remove', 'take the role away').conflicts('role'))
    .addOption(log())
    .action(async (options: GrantOptions) => done(await grantRole(host, options)))
  access
    .command('add-space')
    .description('make a space of servers, in which roles can be given')
    .argument('<name>', 'its name')
    .addOption(log())
    .action(async (name: string, options: AccessOptions) => done(await addSpace(host, name, options)))
  access
    .command('audit')
    .description('print who did what, and who was refused, newest first')
    .option('--who <name>', 'of this person or token alone')
    .option('--what <deed>', 'only what begins so, such as sign-in or runs.')
    .option('--limit <n>', 'at most so many rows', wholeNumber(1))
    .addOption(new Option('--csv', 'print CSV').conflicts('json'))
    .option('--json', json)
    .addOption(log())
    .action(async (options: AuditOptions) => done(await printAudit(host, options)))
}
