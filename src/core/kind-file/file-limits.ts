// What a kind file is called and how long it may be; apart from its format, which a call that carries one does not need.

/** How the names of kind files end. */
export const kindFileSuffix = '.kind.json'
/** UTF-16 units of a file. */
export const longestKindFile = 262_144
