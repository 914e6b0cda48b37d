// The shelf of sample stories: which one a theme asks for, and which of its chapters.

import { hash } from '../base/random.ts'
import { adventure } from './stories/adventure.ts'
import { forest } from './stories/forest.ts'
import { ocean } from './stories/ocean.ts'
import { space } from './stories/space.ts'
import type { Chapter, Story } from './stories/story.ts'

export const stories: readonly [Story, ...Story[]] = [adventure, space, ocean, forest]

/** The story whose theme is in `theme`, or any one, but always the same. */
export function storyOf(theme: string): Story {
  const known = stories.find((story) => theme.toLowerCase().includes(story.theme))
  return known ?? stories[hash(theme) % stories.length] ?? stories[0]
}

/** `number` counts from 1 and is text, as it comes in a query; null asks for the first chapter. */
export function chapterOf(story: Story, number: string | null): Chapter | undefined {
  return story.chapters[Number(number ?? '1') - 1]
}
