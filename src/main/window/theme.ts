// The chosen theme, for what the page does not draw: the title bar, menus, and the window's colour before its first
// frame. The choice lives in the engine's settings.

import type { NativeTheme } from 'electron'
import type { AppSettings } from '../../core/contract/settings.ts'

/** The colour of the page's frame (`--color-frame` of its style sheet), so that nothing flashes. */
export function backgroundColour(dark: boolean): string {
  return dark ? '#0b0d11' : '#f4f5f7'
}

/** Keeps the native theme as `settings` has it, and whatever `repaint` colours as the native theme is. */
export function createThemeKeeper(
  native: NativeTheme,
  repaint: (colour: string) => void,
): (settings: AppSettings) => void {
  native.on('updated', () => repaint(backgroundColour(native.shouldUseDarkColors)))
  return ({ theme }) => {
    if (native.themeSource !== theme) native.themeSource = theme
  }
}
