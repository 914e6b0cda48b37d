// What each command's help says beyond its options: examples that work as they stand, and what a script can go by.

export const overviewHelp = `
Examples:
  runlight demo                                        start the sample backend on port 4280
  runlight watch http://127.0.0.1:4280/events/ticker   watch any stream by its URL
  runlight runs                                        list what was watched
  runlight serve                                       open the board in the browser

“runlight COMMAND --help” says more about each.`

export const watchHelp = `
What to watch is a URL, or a kind with its parameters. A URL that is documented for a kind is watched as that kind; any
other URL is watched as a plain stream. Lost streams are asked for again where that only observes; a request that starts
work is never repeated.

Examples:
  runlight watch https://example.com/events --end-event done
  runlight watch https://example.com/v1/flashcards/runs/biology-101/events
  runlight watch flashcards --base-url https://example.com --set run_id=biology-101
  runlight watch stories --server staging --set child_id=1 --set theme=ocean
  runlight watch https://example.com/ask --method POST --body '{"q":"why?"}' --end-data '[DONE]'
  TOKEN=… runlight watch https://example.com/events --bearer-env TOKEN --json | jq .

Exit codes:
  0  the job completed              3  the stream ended early, or a limit stopped the watch
  1  the job failed                 4  the server refused: credentials, address, or no event stream
  2  the command cannot be carried out as given (its options, the data directory)
  130  interrupted`

export const runsHelp = `
Examples:
  runlight runs
  runlight runs --json | jq 'select(.job == "failed")'`

export const eventsHelp = `
The log is read beside whatever Runlight is writing it, so this works while a run is being watched.

Examples:
  runlight events 7
  runlight events 7 --from 100 --limit 20
  runlight events 7 --json | jq -r .data`

export const serveHelp = `
Serves on this computer only. The address holds the key to everything Runlight keeps: whoever has it, has that.

Examples:
  runlight serve
  runlight serve --port 8484 --no-open`

export const demoHelp = `
Examples:
  runlight demo                 serve, until you press Ctrl-C
  runlight demo --speed 10      ten times as fast
  runlight demo --list          everything there is to watch, each with its command`
