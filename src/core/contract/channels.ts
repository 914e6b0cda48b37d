// The names of the two IPC channels between the desktop host and its preload: a leaf that both sides import, so that
// neither can misspell what the other listens to. There are two and no more; a channel for each call was rejected.

/** Asks the engine: name and input go in, an answer comes back. */
export const callChannel = 'runlight:call'

/** Carries every push to the window. */
export const changesChannel = 'runlight:changes'
