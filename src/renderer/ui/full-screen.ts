// The whole screen for the window, where the browser gives it: it does so only in answer to a key or a click, and may refuse.

/** Asks for the whole screen; without it, the window stays as large as it is. */
export async function fillScreen(): Promise<void> {
  try {
    await document.documentElement.requestFullscreen({ navigationUI: 'hide' })
  } catch {
    // Refused, or unknown here.
  }
}

export function isScreenFilled(): boolean {
  return document.fullscreenElement !== null
}

/** Gives the screen back, if it was filled by `fillScreen`. */
export function leaveFullScreen(): void {
  if (isScreenFilled()) void document.exitFullscreen().catch(() => {})
}
