// Hands a text to the person as a file. The browser or the system asks where it goes; the page never learns the place.

/** Saves `text` under `name`. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has begun by the next turn; the address is of no use to anybody after that.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
