// Which of the drawn images stands for how many runs that need somebody. Pure. A number beyond nine is a plus sign: more
// cannot be read at that size.

const largest = 9

/** The name of the tray's image. `darkBar`: the taskbar is dark, as Windows alone can tell. */
export function trayImageName(platform: NodeJS.Platform, needs: number, darkBar: boolean): string {
  // macOS writes the number beside the image, and draws the image in its own colours.
  if (platform === 'darwin') return 'template'
  // The button of the window has the number there.
  if (platform === 'win32') return `${darkBar ? 'light' : 'dark'}${needs > 0 ? '-needs' : ''}`
  return needs > 0 ? `any-${countName(needs)}` : 'any'
}

/** The name of the disc with the number, for a taskbar's button; null for none. */
export function overlayImageName(needs: number): string | null {
  return needs > 0 ? `count-${countName(needs)}` : null
}

function countName(needs: number): string {
  return needs > largest ? 'many' : String(needs)
}
