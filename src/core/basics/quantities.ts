// Formats durations, sizes and counts, the same on every screen and in the terminal.

/** A duration as people say it: `0.4 s`, `7 s`, `4 min 10 s`, `2 h 05 min`, `3 d 4 h`. Negative ones count as zero. */
export function formatDuration(ms: number): string {
  const total = Math.max(0, ms)
  if (total < 950) return `${(Math.round(total / 100) / 10).toFixed(1)} s`
  const seconds = Math.round(total / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

/** A duration that was measured: `12 ms`, `340 ms`, `6.3 s`, then as durations are said everywhere. */
export function formatMs(ms: number): string {
  return ms < 950
    ? `${Math.round(Math.max(0, ms))} ms`
    : ms < 9_950
      ? `${(ms / 1_000).toFixed(1)} s`
      : formatDuration(ms)
}

/** A running time as a clock shows it: `0:42`, `12:05`, `1:02:03`. */
export function formatClock(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000)
  const hours = Math.floor(seconds / 3600)
  const rest = `${Math.floor((seconds % 3600) / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return hours === 0 ? rest : `${hours}:${rest.padStart(5, '0')}`
}

/** A size in bytes: `812 B`, `3.4 kB`, `12 MB`. Decimal units, as disks are sold. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 || value >= 9.95 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? 'B'}`
}

/** `1 event`, `12 events`, with thousands apart. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}
