// What the help of the commands about alerts says beyond their options.

import { whenExamples } from '../../core/alerts/when-text.ts'

const examples = whenExamples.split(', ')
const half = Math.ceil(examples.length / 2)

export const whenHelp = `  ${examples.slice(0, half).join(', ')},
  ${examples.slice(half).join(', ')}`

export const alertsHelp = `
The log is read beside whatever Runlight is writing it, so this works while runs are being watched. --follow looks at the log
each second for what another Runlight has stored; it judges nothing itself, and says so where none is running. “acknowledge”
and “snooze” need the log for themselves: beside a Runlight that runs, use its buttons.

Examples:
  runlight alerts --open
  runlight alerts --since 8h --json | jq 'select(.severity == "critical")'
  runlight alerts --follow
  runlight alerts acknowledge 12 13 --note 'Anna is on it'
  runlight alerts snooze --server staging --for 2h

Exit codes:
  0  there are some, or the following was ended    1  there are none    2  the command cannot be carried out`

export const alertRulesHelp = `
Listing works beside a Runlight that runs; changing needs the log for itself. What a rule waits for is written as
${whenHelp},
and none-started > 24h for runs that do not come.

Examples:
  runlight rules
  runlight rules add --when 'no-event > 60s' --kind stories
  runlight rules add --when 'event: level:error' --tag nightly --severity critical
  runlight rules disable stalled
  runlight rules remove failed`
