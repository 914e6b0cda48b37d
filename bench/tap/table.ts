// The tap's figures as docs/performance.md has them.

import type { TapRow } from '../tap.ts'
import { latencyLoad } from './latency.ts'

const n = (value: number) => value.toLocaleString('en-US')

export function tapTable({ load, latency, throughput, blocked, runOf, start }: TapRow): string {
  const { streams, perSecond, rounds } = latencyLoad
  const { ways, added } = latency
  const pair = ({ p50Ms, p99Ms }: { p50Ms: number; p99Ms: number }) => `${p50Ms} | ${p99Ms}`
  const ratio = (of: 'p50Ms' | 'p99Ms') => Math.round((100 * ways.tap[of]) / ways.direct[of]) / 100
  const passed = throughput.map(
    (row) =>
      `| ${row.what} | ${n(row.ways.direct.mbPerSecond)} | ${n(row.ways.library.mbPerSecond)} | ${n(row.ways.tap.mbPerSecond)} | ${n(row.ways.tap.eventsPerSecond)} | ${row.ofLibrary} | ${row.ofDirect} | ${row.perCpu} |`,
  )
  return `Server, application, the forwarding library alone (undici's dispatch before Node's HTTP server, nobody told) and the engine with
its gate are processes of their own and share the machine, whose load was ${load.map((one) => one.toFixed(1)).join(' to ')}. The gate is a thread of the engine's process; the
log is written by two more. ${streams} streams, ${n(perSecond)} events/s in all, from the server's write to the application, each way in turns,
medians of ${rounds} rounds:

| | p50, ms | p99, ms |
|---|---|---|
| straight | ${pair(ways.direct)} |
| by the library alone | ${pair(ways.library)} |
| by the tap, recorded | ${pair(ways.tap)} |
| added by the library | ${pair(added.library)} |
| added by the tap (budget 1 and 5) | ${pair(added.tap)} |
| by the tap, by straight | ${ratio('p50Ms')} | ${ratio('p99Ms')} |
| by the tap while the engine's main thread is held | ${pair(latency.blocked)} |

While it was held ${n(latency.blocked.unrecorded)} bytes were not recorded. An event takes ${n(latency.gateMicros)} µs of a processor in the gate and ${n(latency.engineMicros)} µs in the engine and its log.

As fast as it is read, 4 streams, in turns, medians of three; ratios are of the same round. Budget: 0.8 of the library alone.
*By processor* is what passes for each second of processor time, the gate's thread by the library's process: what the ratio is
where the engine has a core of its own. The engine records as much as its log takes, and says of each run what it could not.

| | straight, MB/s | library | tap | events/s | of the library | of straight | by processor |
|---|---|---|---|---|---|---|---|
${passed.join('\n')}

${blocked.mbPerSecond} MB/s in one stream while the engine's main thread is held for ${blocked.blockedMs / 1_000} s, as by a modal dialog: the application gets ${blocked.pace} of its pace
(least in a tenth of a second: ${blocked.leastPace}), with at most ${blocked.longestMs} ms between two pieces. ${blocked.unrecordedMb} of ${blocked.sentMb} MB are not recorded, and the run
says so: ${blocked.gaps.map((gap) => `“${gap}”`).join(', ') || 'nothing'}.

What it takes the engine's main thread to make a run of a request, median and worst of fifteen:

| | ms | worst |
|---|---|---|
${runOf.map(({ what, ms, worstMs }) => `| ${what} | ${ms} | ${worstMs} |`).join('\n')}

| the engine's start | ms | threads |
|---|---|---|
${start.map(({ what, ms, threads }) => `| ${what} | ${ms} | ${threads.join(', ')} |`).join('\n')}
`
}
