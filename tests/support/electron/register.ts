// Puts the stand-in in the place of Electron for the process that is started with it:
// `node --import tests/support/electron/register.ts out/main/index.js`. Only the name `electron` is taken; every other
// package is the real one.

import { registerHooks } from 'node:module'

const standIn = new URL('./module.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})

Object.defineProperty(process, 'type', { value: 'browser' })
