// The page's token: taken out of the address as soon as the page is there, and kept for this tab alone, so that a reload
// comes in again. A cookie was rejected: it would go with every request to every port of this computer.

const key = 'runlight.token'

/** The token of the address bar, else of this tab's last visit; null where there is neither. Clears the address bar. */
export function takeToken(): string | null {
  const given = /^#token=([\w-]{16,})$/.exec(location.hash)?.[1]
  if (given === undefined) return stored()
  history.replaceState(history.state, '', location.pathname + location.search)
  keepToken(given)
  return given
}

/** Null forgets it. A browser that keeps nothing for pages asks for the address again after a reload. */
export function keepToken(token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, token)
  } catch {
    // Storage is switched off: the token lives as long as the page.
  }
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}
