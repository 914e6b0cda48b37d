// Base64 (RFC 4648) as far as redaction needs it; pure rooms have no `atob` or `Buffer`.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The characters that `text` stands for, one for each byte; null where it is no base64. */
export function fromBase64(text: string): string | null {
  const digits = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/')
  let bits = 0
  let held = 0
  let out = ''
  for (const digit of digits) {
    const value = alphabet.indexOf(digit)
    if (value < 0) return null
    held = (held << 6) | value
    bits += 6
    if (bits < 8) continue
    bits -= 8
    out += String.fromCharCode((held >> bits) & 255)
    held &= (1 << bits) - 1
  }
  return out
}

/** `text` (ASCII) as base64 without padding. */
export function toBase64(text: string): string {
  let bits = 0
  let held = 0
  let out = ''
  for (let i = 0; i < text.length; i++) {
    held = (held << 8) | (text.charCodeAt(i) & 255)
    bits += 8
    while (bits >= 6) {
      bits -= 6
      out += alphabet[(held >> bits) & 63]
      held &= (1 << bits) - 1
    }
  }
  return bits === 0 ? out : out + alphabet[(held << (6 - bits)) & 63]
}
