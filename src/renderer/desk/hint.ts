// Keys as they stand on the keyboard.

const printed: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Escape: 'Esc',
  Tab: '⇥',
  Shift: '⇧',
  ' ': 'Space',
  Delete: 'Del',
}

/** `Mod+k` as it stands on the keyboard: `['Ctrl', 'K']`. */
export function printKey(key: string, mod: string): readonly string[] {
  const parts = /^(?:(Mod|Alt|Shift)\+)?(.+)$/su.exec(key)
  const [modifier, name] = [parts?.[1], parts?.[2] ?? key]
  if (modifier === undefined) return [printed[name] ?? name]
  return modifier === 'Mod'
    ? [mod, name.toUpperCase()]
    : [printed[modifier] ?? modifier, printed[name] ?? name]
}

/** The first key of the shortcut `id` among `lines` as a hint shows it, parts with a space between: `n`, `⌘ K`. */
export function hintIn(
  lines: readonly { readonly keys: Readonly<Record<string, readonly string[]>> }[],
  id: string,
  mod: string = modKey(navigator.platform),
): string {
  const line = lines.find(({ keys }) => Object.hasOwn(keys, id))
  return printKey(line?.keys[id]?.[0] ?? '', mod).join(' ')
}

/** The key that this machine's people press with K: `⌘` on Apple's, `Ctrl` elsewhere. */
export function modKey(platform: string): string {
  return /mac|iphone|ipad/i.test(platform) ? '⌘' : 'Ctrl'
}
