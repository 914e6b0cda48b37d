// `runlight serve`: the board in a browser, of a log of one's own or of one that several share.

import { type Command, Option } from 'commander'
import type { ServeOptions } from '../commands/serve.ts'
import type { HubOptions } from '../commands/serve-hub.ts'
import type { CliHost } from '../host/host.ts'
import { serveHelp } from './help.ts'
import { lazily } from './lazily.ts'
import { listenAddress, wholeNumber } from './option-values.ts'
import { dataDir } from './place-options.ts'

const serve = lazily(() => import('../commands/serve.ts'), 'serve')
const serveHub = lazily(() => import('../commands/serve-hub.ts'), 'serveHub')

type Options = ServeOptions & Omit<HubOptions, 'log'> & { readonly log?: string }

const port = wholeNumber(0, 65_535)
/** Of a hub alone. */
const ofHub = ['name', 'poolKey', 'listen', 'url', 'tlsCert', 'tlsKey', 'oidcIssuer'] as const

export function addServeCommand(program: Command, host: CliHost, done: (code: number) => void): void {
  program
    .command('serve')
    .description('serve the board to the browser of this computer, or as a hub to a team')
    .option('--port <n>', 'the port to listen on; 0 takes any that is free', port, 0)
    .addOption(dataDir())
    .option('--no-open', 'do not open the browser')
    .option('--sample', 'also run the sample backend and watch it')
    .option(
      '--metrics <address>',
      'answer /metrics, /healthz and /readyz there: a port of this computer, or HOST:PORT',
      listenAddress,
    )
    .addOption(
      new Option('--log <url>', 'be a hub on this shared log (postgres://…)')
        .env('RUNLIGHT_LOG')
        .conflicts('sample'),
    )
    .option('--name <name>', 'what the other members call this hub (default: the computer’s name)')
    .option('--pool-key <file>', 'the public key of the pool, to pass on credentials that people enter')
    .option('--listen <host:port>', 'where the hub listens; people sign in')
    .option('--url <url>', 'the address that people open, where it is another')
    .option('--tls-cert <file>', 'the certificate of the hub, PEM')
    .option('--tls-key <file>', 'its key, PEM')
    .option('--oidc-issuer <url>', 'the sign-in service (OpenID Connect)')
    .option('--oidc-client-id <id>', 'what the service calls this hub')
    .option('--oidc-secret-file <file>', 'a file with the secret that the service gave it')
    .option('--oidc-groups-claim <name>', 'the claim that holds a person’s groups (default: groups)')
    .addHelpText('after', serveHelp)
    .action(async ({ log, ...options }: Options, command: Command) => {
      if (log !== undefined) {
        return done(await serveHub(host, { ...options, log }))
      }
      const lacking = ofHub.find((name) => options[name] !== undefined)
      if (lacking !== undefined)
        command.error(
          `--${lacking.replaceAll(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`)} is for a hub: give --log as well.`,
        )
      return done(await serve(host, options))
    })
}
