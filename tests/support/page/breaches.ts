// What axe holds against a page: every rule that is on by default, best practices too, and the one that compares a control's
// name with its visible label. The size of targets is measured in target-sizes.ts, which also sees what a label adds to them.

import axe from 'axe-core'
import type { Page } from 'playwright'

/** To be run in every document that is to be judged. What axe looks at is not written out as markup, which nobody reads. */
export const axeSource = `${axe.source};axe.configure({ noHtml: true })`

/** The rules whose verdict depends on colours; all others say the same in both themes. */
const ofColours = ['color-contrast', 'link-in-text-block']

declare global {
  interface Window {
    axe: typeof axe
  }
}

/**
 * The breaches of all rules but those of colours, each as `rule at place`. What a modal dialog covers, and what stands beside
 * an open run, is left out: it is judged where it is seen alone.
 */
export function breaches(page: Page): Promise<string[]> {
  return page.evaluate(async (ofColours) => {
    const context = { include: [document.documentElement], exclude: leftOut() }
    const { violations } = await window.axe.run(context as unknown as axe.ElementContext, {
      resultTypes: ['violations'],
      preload: false,
      rules: {
        'label-content-name-mismatch': { enabled: true },
        ...Object.fromEntries(ofColours.map((rule) => [rule, { enabled: false }])),
      },
    })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))

    function leftOut(): Element[] {
      const dialog = document.querySelector('dialog[open]')
      if (dialog !== null) return besides(dialog)
      if (document.querySelector('[aria-label^="Run: "]') === null) return []
      return [...document.querySelectorAll('[aria-label=Board], nav[aria-label="Views, kinds and servers"]')]
    }

    /** All that neither holds `element` nor is in it. */
    function besides(element: Element): Element[] {
      const others: Element[] = []
      for (let at = element; at.parentElement !== null && at !== document.body; at = at.parentElement)
        others.push(...[...at.parentElement.children].filter((one) => one !== at))
      return others
    }
  }, ofColours)
}

/**
 * The breaches of the rules of colours. Texts with the same ink on the same ground have the same contrast: of those that look
 * alike, one is judged. `judged` holds how the texts look that were judged before, on whichever page, and takes those of
 * this one.
 */
export async function colourBreaches(page: Page, judged: Set<string>): Promise<string[]> {
  const { breaches, looks } = await page.evaluate(
    async ({ ofColours, judged }) => {
      const known = new Set(judged)
      const looks: string[] = []
      // Colours on their way from one to another are nobody's.
      for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish()
      type Ground = { readonly look: string; readonly isVeiled: boolean }
      const grounds = new Map<Element, Ground>()
      const fresh: Element[] = []
      const walk = document.createTreeWalker(
        document.querySelector('dialog[open]') ?? document.body,
        NodeFilter.SHOW_TEXT,
      )
      for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
        const element = node.parentElement
        if (element === null || (node.textContent ?? '').trim() === '' || !element.checkVisibility()) continue
        const look = lookOf(element)
        if (known.has(look)) continue
        known.add(look)
        looks.push(look)
        fresh.push(element)
      }
      if (fresh.length === 0) return { breaches: [], looks }
      const { violations } = await window.axe.run({ include: fresh } as unknown as axe.ElementContext, {
        resultTypes: ['violations'],
        preload: false,
        runOnly: { type: 'rule', values: [...ofColours] },
      })
      const breaches = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => `${id} at ${target.join(' ')}`),
      )
      return { breaches, looks }

      /**
       * Ink, all that a verdict depends on beside it (WCAG 1.4.3: whether it is large, out of use, more than a sign), how a
       * link differs from its text, and every ground and veil below it.
       */
      function lookOf(element: Element): string {
        const { color, fontSize, fontWeight, textDecorationLine } = getComputedStyle(element)
        const points = Math.ceil(Number.parseFloat(fontSize) * 72) / 96
        const isLarge = points >= (Number(fontWeight) >= 700 ? 14 : 18)
        const isOutOfUse = element.closest(':disabled, [aria-disabled=true]') !== null
        const isText = /[\p{L}\p{N}]/u.test(element.textContent)
        const link = element.tagName === 'A' ? [fontSize, fontWeight, textDecorationLine] : []
        return `${[color, isLarge, isOutOfUse, isText, ...link].join()} ${groundOf(element).look}`
      }

      /** Every ground and veil below `element`. Under a ground that covers all and is under no veil, nothing is seen. */
      function groundOf(element: Element): Ground {
        const known = grounds.get(element)
        if (known !== undefined) return known
        const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(element)
        const below =
          element.parentElement === null ? { look: '', isVeiled: false } : groundOf(element.parentElement)
        const isVeil = opacity !== '1' || filter !== 'none'
        const isVeiled = isVeil || below.isVeiled
        const isBare = backgroundColor === 'rgba(0, 0, 0, 0)' && backgroundImage === 'none' && !isVeil
        const own = isBare ? '' : [backgroundColor, backgroundImage, opacity, filter].join()
        const hidesAll = !isVeiled && isOpaque(backgroundColor)
        // What is bare changes nothing, however many of it lie between.
        const look = hidesAll ? own : isBare ? below.look : `${below.look} ${own}`
        const ground = { look, isVeiled }
        grounds.set(element, ground)
        return ground
      }

      /** Of a computed colour, which is `rgb(r, g, b)` or `oklch(l c h)`, and has a fourth part where it lets something through. */
      function isOpaque(colour: string): boolean {
        return /^[a-z]+\([^,/]+(,[^,/]+){0,2}\)$/.test(colour)
      }
    },
    { ofColours, judged: [...judged] },
  )
  for (const look of looks) judged.add(look)
  return breaches
}
