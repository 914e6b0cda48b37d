// How a button says what its tooltip is: attributes, which the one tooltip of the window reads.

/** Its text. */
export const tipText = 'data-tip'
/** The hint of its key, see `hintOf`. */
export const tipKeys = 'data-tip-keys'
