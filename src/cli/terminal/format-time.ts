// Times as the terminal shows them: this computer's clock, without the day, since a watch is a matter of minutes.

/** `12:03:10`. `at` in epoch ms. */
export function formatTime(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour12: false })
}

/** `2026-01-31 12:03`, for lists that go back further. */
export function formatDay(at: number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}
