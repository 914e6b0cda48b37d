// What each command's help says beyond its options: examples that work as they stand, and what a script can go by.

import { whenHelp } from './alert-help.ts'

export const overviewHelp = `
Examples:
  runlight demo                                        start the sample backend on port 4280
  runlight watch http://127.0.0.1:4280/events/ticker   watch any stream by its URL
  runlight tap --to http://127.0.0.1:4280              record what your own application receives from a server
  runlight runs                                        list what was watched
  runlight search 'level:error after:today'            find events in what was stored
  runlight serve                                       open the board in the browser
  runlight runs --hub https://hub.example.com          the same of a hub, with the token in $RUNLIGHT_TOKEN

“runlight COMMAND --help” says more about each.`

export const watchHelp = `
What to watch is a URL, or a kind with its parameters. A URL that is documented for a kind is watched as that kind, with
all of its query; any other URL is watched as a plain stream. A request that was copied from a browser or a document (--curl)
is watched as what it asks for, its secrets kept from the log; variables of the shell in it are taken from the environment.
Lost streams are asked for again where that only observes; a request that starts work is never repeated; any method but GET,
HEAD and QUERY is taken to start some. A plain stream that its server ended is not asked for again either, since that might
start its work a second time: “--set repeat=yes” says that it does not. JSON lines, and event streams under another type or
status of success, are read too, with a notice where that is odd; “--set strict=yes” refuses for a URL what a browser would
refuse.

On a terminal the watch rings when the run begins to need someone and sets the terminal’s title, which it gives back at the
end; --no-bell leaves both. An --alert is a rule for this watch alone, beside those that are stored. The watch goes on after
it, and its exit code tells; --until-alert stops the watch at the first. Write one such as:
${whenHelp}

Examples:
  runlight watch https://example.com/events --end-event done
  runlight watch https://example.com/events --alert 'no-event > 60s' --until-alert || notify-send 'It hangs'
  runlight watch --curl - --end-data '[DONE]' < copied-as-curl.txt
  runlight watch https://example.com/v1/flashcards/runs/biology-101/events
  runlight watch flashcards --base-url https://example.com --set run_id=biology-101
  runlight watch stories --server staging --set child_id=1 --set theme=ocean
  runlight watch chat --base-url http://localhost:11434 --set preset=ollama --set model=gemma3 --set 'prompt=Why?'
  runlight watch https://example.com/ask --method POST --body '{"q":"why?"}' --end-data '[DONE]'
  runlight watch https://example.com/ask --body @ask.json --header-env 'x-api-key=MY_KEY' --header 'Accept: */*'
  TOKEN=… runlight watch https://example.com/events --bearer-env TOKEN --json | jq .

Exit codes:
  0  the job completed              3  the stream ended early, or a limit stopped the watch
  1  the job failed                 4  the server refused: credentials, address, or no event stream
  5  an --alert was raised, whatever became of the job: the outcome tells that
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

export const searchHelp = `
The log is read beside whatever Runlight is writing it, so this works while runs are being watched. A query is made of:
  disk  "disk full"  dis*  -noise        words, phrases, beginnings, and what must not be there; A OR B
  kind: server: state: run: title: tag:   the run
  model: tool: output_tokens>1000         the run of a model: input_tokens, cached_tokens, reasoning_tokens too
  alert:stalled is:alerting               what rules have fired for on the run, and whether that is open
  is:tapped client:tablet is:client-gone  the run of an application behind a tap; client-slow, unrecorded too
  event: level: is:late has:gap           the event, and what is known of it
  after:2h before:2026-01-31              times
  node:safety_check progress<50           fields of JSON events; data.kind:… where a filter has the field’s name
  kind:stories,videos                     any of several values

Examples:
  runlight search 'disk full'
  runlight search 'level:error after:today'
  runlight search 'kind:stories node:safety_check' --json | jq -r .text
  runlight search -- '-generate progress>=50'

Exit codes:
  0  something was found    1  nothing was found    2  the query cannot be understood, or the log not be read`

export const digestHelp = `
Runs that came to an end, stalls, stretches that may have been missed, and alerts, in order of time, with how each went on;
and how the runs stand now. It works while runs are being watched.

Examples:
  runlight digest --since 8h
  runlight digest --since yesterday --until today > shift.md
  runlight digest --since '2026-01-31 06:00' --format json | jq '.entries[] | select(.type == "failed")'`

export const statsHelp = `
Without a run: what is usual for each kind, read off your own completed runs (imported runs are others’ history), and how
the runs of the kind end. With a run: its times, its stages, and beside them what is usual. Times are said from the request
on; a job takes what its server says of when its work began and ended, else from its first event to its verdict. It works
while runs are being watched.

Examples:
  runlight stats
  runlight stats 7
  runlight stats --json | jq '{kind, durationP50Ms, durationP90Ms}'
  runlight stats 7 --json | jq '.stages[] | {label, ms: (.endedAt - .startedAt)}'`

export const serveHelp = `
Serves on this computer only. The address holds the key to everything Runlight keeps: whoever has it, has that.

With --log it is a hub: it shows the runs that collectors watch on a shared log, and connects to nothing itself. As soon as it
listens elsewhere or has a sign-in service, people sign in, and other computers come by TLS alone.

Examples:
  runlight serve
  runlight serve --port 8484 --no-open
  runlight serve --metrics 9464 --no-open      with http://127.0.0.1:9464/metrics for Prometheus, /healthz and /readyz
  runlight serve --log postgres://db.example.com/runlight
  runlight serve --log postgres://db.example.com/runlight --listen 0.0.0.0:8443 --url https://hub.example.com:8443 \\
    --tls-cert hub.pem --tls-key hub.key`

export const demoHelp = `
Examples:
  runlight demo                 serve, until you press Ctrl-C
  runlight demo --speed 10      ten times as fast
  runlight demo --list          everything there is to watch, each with its command`

export const diagnosticsHelp = `
It holds versions, sizes, settings by their number, the states of the runs with their causes, and the defects that were
noted. It holds no credentials, parameters, titles, addresses of servers and events. It works beside a Runlight that runs,
and where Runlight does not start.

Examples:
  runlight diagnostics
  runlight diagnostics --out runlight-diagnostics.txt`

export const storageHelp = `
Sizes of runs are shares of the log by the bytes of their events, search index included. Showing sizes and rules, “prune
--dry-run”, “backup” and “check” work beside a Runlight that runs; what changes the log needs it closed. “restore” deletes
nothing: it puts the log that was there aside and says where.

Examples:
  runlight storage
  runlight storage --json | jq '.kinds[] | {kind, bytes}'
  runlight storage rules --days 90
  runlight storage prune --dry-run
  runlight storage backup /mnt/backup/runlight.db
  runlight storage restore /mnt/backup/runlight.db
  runlight storage check

Exit codes:
  0  done    1  the check found damage    2  the command cannot be carried out    130  interrupted`

export const rulesHelp = `
A rule holds for one kind, or for all kinds that have none of their own, together. What is beyond any of its limits goes,
oldest first: when Runlight starts, once an hour, and with “storage prune”. Pinned and live runs stay and do not count.

Examples:
  runlight storage rules
  runlight storage rules --days 90 --size 20GB
  runlight storage rules --kind chat --runs 500
  runlight storage rules --kind chat --remove`

export const markHelp = `
Needs the log for itself: beside a Runlight that runs, use its buttons.

Examples:
  runlight mark 7 --title 'Night import' --tag nightly --pin
  runlight mark 7 --note 'Disk was full on the server' --ack`

export const readAsHelp = `
Readers: auto (what is certain), none (events alone), or one by name, such as anthropic or openai-chat; a name that is not
known lists them. The events stay as they were received. Needs the log for itself: beside a Runlight that runs, use the
setting of the run’s overview.

Examples:
  runlight read-as 7 anthropic
  runlight read-as 7 none --json`

export const exportHelp = `
Formats:
  transcript   lines of JSON that hold the whole run; Runlight imports and replays them (the default)
  csv          one row an event, for spreadsheets
  sse          the text of the event stream, as a server could have sent it
  jsonl        the data of each event on a line of its own: JSON as it came, other text as a string
  html         a report that any browser shows, without a network

Credentials, cookies, user names in URLs and secret parameters are taken out, and your own patterns of the settings, too;
the file says how many of each. The log is read beside whatever Runlight is writing it. Without --out the export goes to
standard output; its progress and what was redacted go to standard error.

Examples:
  runlight export 7 --out biology.runlight
  runlight export 7 8 9 | gzip > three-runs.runlight.gz
  runlight export --query 'level:error after:today' --format csv --out errors.csv
  runlight export 7 --query 'node:safety_check' --format sse | less
  runlight export 7 --format html --redact 'user-[0-9]+' --out report.html

Exit codes:
  0  exported    1  the query finds nothing    2  the command cannot be carried out    130  interrupted`

export const importHelp = `
What can be taken in: transcripts; the text of an event stream, as “curl -N” leaves it, also with its head (-i, -v), as a
trace, with times, a logger’s words or quotes before each line, or between fences; JSON lines and arrays; HAR files of a
browser’s developer tools; any of these in gzip, zstd or UTF-16. What a file is, is told by its content. What had to be guessed
is said, so is what stands in a stream and is no event; an event in the middle of which a file ends is kept. A run that is
here already is not taken in again. Imported runs never connect to anything. Needs the log for itself: beside a Runlight that
runs, use its window.

Examples:
  runlight import biology.runlight
  curl -N https://example.com/events | runlight import -
  docker logs -t worker | runlight import -
  runlight import --kind flashcards stream.sse page.har captures/
  runlight import --json captures/ | jq '.problems[]?'

Exit codes:
  0  all was taken in    1  something of a file could not be used or is missing, and is named
  2  a file could not be taken in    130  interrupted`

export const salvageHelp = `
For a log that is not to be touched, a backup that does not open, or a disk that is failing: FILE, and the file FILE-wal
beside it where there is one, are only read. Events that cannot be read are marked as gaps of their runs. “runlight storage
salvage” does the same in the log’s own place.

Examples:
  runlight salvage /mnt/old/runlight.db --out ./salvaged
  runlight salvage backup.db --out ./salvaged --json

Exit codes:
  0  everything could be read    1  something is missing, and was said    2  the command cannot be carried out`

export const storageSalvageHelp = `
Needs Runlight closed. A log that is sound is left as it is; a damaged one is never deleted, but put aside under a name
with its date. Events that cannot be read are marked as gaps of their runs.

Examples:
  runlight storage salvage
  runlight storage salvage --data-dir /mnt/log

Exit codes:
  0  the log is sound    1  a new log is in its place    2  the command cannot be carried out`

export const replayHelp = `
Every run of the transcript is served on this computer under the path and query it once had, so that whatever watched it
can watch it again. Events come with their ids and the pauses between them, and connections end as they ended: the first
request after a connection was lost gets the next one, within a minute, and Last-Event-ID is honoured. Any other request
starts from the beginning.

Examples:
  runlight replay biology.runlight
  runlight replay biology.runlight --port 4300 --speed 10 &
  runlight watch http://127.0.0.1:4300/v1/flashcards/runs/biology-101/events
  runlight replay biology.runlight --faults cut-once,bad-json
  runlight replay --list-faults`

export const kindsHelp = `
A kind file teaches Runlight another kind of service, without code: how it is asked, and what its events mean. Files called
NAME.kind.json in the folder “kinds” of the data directory work at once; one with a problem is named, and the others work.

Examples:
  runlight kinds
  runlight kinds check backups.kind.json
  runlight kinds try backups.kind.json recorded.sse
  runlight watch backups --base-url https://example.com --set disk=sda1
  runlight kinds --json | jq 'select(.from == "file")'`

export const kindsCheckHelp = `
Examples:
  runlight kinds check *.kind.json
  runlight kinds check backups.kind.json --json | jq '.problems[]'

Exit codes:
  0  nothing is wrong    1  something is, and was said    2  a file cannot be read`

export const kindsTryHelp = `
The recording is read as “runlight import” reads it, and nothing is stored. At last it says what became of the job, and which
events nothing was read in.

Examples:
  curl -N https://example.com/backups/sda1/events > recorded.sse; runlight kinds try backups.kind.json recorded.sse
  runlight kinds try backups.kind.json page.har --json | jq 'select(.type == "run").unread'

Exit codes:
  0  it was read    1  something is wrong with the kind file    2  a file cannot be read`
