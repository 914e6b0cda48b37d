// Titles that no row can hold, with one word that no line can break: what a layout has to survive.

const tail =
  'including every footnote, appendix and correction that the committee asked for in its third, fourth and fifth ' +
  'reading, with a comparison of all earlier editions, a glossary in four languages, and an index of persons, places ' +
  'and ships, so that nobody can say afterwards that the title of this set did not announce what was in it'

const unbreakable = `Donau${'dampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten'.repeat(2)}gesellschaft`

/** `title`, followed by far too much. */
export function longTitle(title: string): string {
  return `${title}, ${tail}: ${unbreakable}`
}
