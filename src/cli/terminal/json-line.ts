// One JSON object as one line for programs. What a terminal or a line reader might act on is written as an escape, which
// every JSON parser reads back as the very same character: exact for programs, harmless on a screen.

const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** `value` with its line end. */
export function jsonLine(value: object): string {
  const text = JSON.stringify(value).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `${text}\n`
}
