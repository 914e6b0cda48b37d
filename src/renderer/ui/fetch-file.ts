// Lets the browser fetch a file from this host into its downloads. The page never reads it.

/** Fetches the file at `path`, which answers as an attachment. */
export function fetchFile(path: string): void {
  const link = document.createElement('a')
  link.href = path
  link.download = ''
  link.click()
}
