// Says that the page of a window stopped too often and is left alone.

import type { BrowserWindow } from 'electron'
import { showError } from '../life/error-box.ts'

/** `name`: whose window it is. `next`: what goes on meanwhile, and what loads the page once more. */
export function showLost(window: BrowserWindow, name: string, next: string): void {
  // A box of a window that was never shown could not be closed.
  window.show()
  void showError(`The window of ${name} stopped`, `It stopped several times within a minute. ${next}`, window)
}
