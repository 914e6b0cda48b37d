// Where a sign-in goes on to: a page of this host and no other place. Everything else, however it is spelt, is the board.

const longest = 2_000

/** A path with its query and its fragment, which is the place in the board, as `Location` may carry it. */
export function ownPath(given: string | null): string {
  if (given === null || given.length > longest || !/^\/[\x21-\x7e]*$/.test(given)) return '/'
  // Browsers take a backslash for a slash (WHATWG URL, 4.4), and two slashes begin another host.
  if (/^\/[/\\]/.test(given) || given.includes('\\')) return '/'
  const base = 'http://own.invalid'
  if (!URL.canParse(given, base)) return '/'
  const { origin, pathname, search, hash } = new URL(given, base)
  if (origin !== base || pathname.startsWith('//') || /^\/(sign-|api\/)/.test(pathname)) return '/'
  return pathname + search + hash
}
