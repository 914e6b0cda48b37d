// A number that stands for an event's whole text: 53 bits of two FNV-1a hashes over the UTF-16 units. Two events of one
// window have the same by chance once in some hundred thousand million; against an attacker it proves nothing, and what
// an attacker could gain is to have his own events taken for repeats.

/** The digest of these texts in their order. */
export function digest(...texts: readonly string[]): number {
  let a = 0x811c9dc5
  let b = 0x1b873593
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      a = Math.imul(a ^ unit, 0x01000193)
      b = Math.imul(b ^ unit, 0x85ebca6b)
      b ^= b >>> 15
    }
    // Where one text ends belongs to the whole.
    a = Math.imul(a ^ (text.length + 0x10000), 0x01000193)
    b = Math.imul(b ^ (text.length + 0x10000), 0x85ebca6b)
  }
  return (a >>> 0) * 2 ** 21 + ((b >>> 0) & 0x1fffff)
}
