// Where a command finds its log: options that many of them share.

import { Option } from 'commander'

export const dataDir = () =>
  new Option(
    '--data-dir <dir>',
    'where the log is kept (default: the platform’s usual place, or $RUNLIGHT_DATA_DIR)',
  )

export const hub = () =>
  new Option('--hub <url>', 'ask this hub instead, with the token in $RUNLIGHT_TOKEN').conflicts('dataDir')

export const tokenFile = () => new Option('--token-file <file>', 'a file with the token for the hub')
