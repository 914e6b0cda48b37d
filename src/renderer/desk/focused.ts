// What has the keyboard.

/** Fields that take text, or choose by typing. */
export const textFields = 'input, textarea, select'

/** Whether a modal dialog has the keyboard. */
export function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null
}
