// How the name of a transcript's file ends. One extension: systems know a file by its last one alone, and that of the older
// names belongs to every program that writes lines of JSON.

export const transcriptSuffix = '.runlight'
/** Files that were exported under the older name are opened as ever. */
export const olderTranscriptSuffix = '.runlight.ndjson'
