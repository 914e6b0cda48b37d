// The module that scripts/licences/plugin.ts makes when the page is built.

declare module 'virtual:licences' {
  export type Licence = {
    readonly name: string
    readonly version: string
    readonly licence: string
    readonly text: string | null
  }
  export const licences: readonly Licence[]
}
