// The figures that a rule may be about.

export const figureNames = ['first_content', 'events_per_second', 'tokens_per_second'] as const
export type FigureName = (typeof figureNames)[number]
