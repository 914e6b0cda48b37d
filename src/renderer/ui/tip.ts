// How an element says what its tooltip is: attributes, which the one tooltip of the window reads.

/** Its text. */
export const tipText = 'data-tip'
/** The time that it shows, epoch ms, or the two that a stretch begins and ends at; see `timeTip`. */
export const tipAt = 'data-tip-at'
/** The hint of its key, see `hintOf`. */
export const tipKeys = 'data-tip-keys'
