// The file name suffix of transcripts. It is one extension, since systems associate files by the last one; the last
// extension of the older suffix belongs to every NDJSON program.

export const transcriptSuffix = '.runlight'
/** Files that were exported under the older name are opened as ever. */
export const olderTranscriptSuffix = '.runlight.ndjson'
