// A box with a sentence that waits for a person and holds up nothing else: streams are read and stored while it is open.
// Electron's own `showErrorBox` was rejected: it stops the whole process until somebody presses the button.

import { app, type BrowserWindow, dialog } from 'electron'

/**
 * Shows the box and resolves when it was closed. `window` is the one it belongs to: without one macOS shows the box
 * by stopping the process, so that null is for when nothing is under way any more. Before the app is ready there are no
 * boxes of ours, and nothing to hold up: Electron's box then, which Linux prints.
 */
export async function showError(
  title: string,
  sentence: string,
  window: BrowserWindow | null,
): Promise<void> {
  if (!app.isReady()) return dialog.showErrorBox(title, sentence)
  const options = {
    type: 'error' as const,
    title: 'Runlight',
    message: title,
    detail: sentence,
    buttons: ['OK'],
  }
  await (window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options))
}
