// The marks of a run on which nobody has put any. Apart from the schemas, so that a screen can make a summary without them.

export const noMarks = { tags: [], note: '', pinned: false, acknowledgedAt: null } as const
