// Files that the page hands to the browser's downloads. Where a file goes is the browser's or the system's to ask; the page
// never learns the path.

/** Saves `text` as a file called `name`. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  download(url, name)
  // The download has started by then; until it has, the URL must stay valid.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Downloads the file at `path` of this host, which answers as an attachment. The page does not read it. */
export function downloadFile(path: string): void {
  download(path, '')
}

function download(url: string, name: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}
