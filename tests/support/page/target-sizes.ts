// Whether everything that is pressed is large enough to be hit, and whether all of it is there at narrow widths.

import type { Page } from 'playwright'

const targets = [
  'a[href]',
  'button',
  'input:not([type=hidden])',
  'select',
  'textarea',
  'summary',
  ...['button', 'tab', 'option', 'checkbox', 'switch', 'radio', 'slider', 'separator'].map(
    (role) => `[role=${role}]`,
  ),
  '[role^=menuitem]',
  '[tabindex="0"]',
].join()

/**
 * The targets of less than 24 by 24 px (WCAG 2.5.8), each with its size. A target reaches as far as a press counts for it:
 * its label and what is laid around it belong to it. Links within a sentence and names within code are exempt, and dividers, which are 24 px wide
 * for fingers alone.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((selector) => {
    const least = 24
    // Half a pixel less than half of it: a point on the border may count for the neighbour.
    const reach = least / 2 - 0.5
    return [...document.querySelectorAll<HTMLElement>(selector)]
      .filter((one) => isShown(one) && !isExempt(one) && !isLargeEnough(one))
      .map((one) => {
        const { width, height } = one.getBoundingClientRect()
        const name = one.getAttribute('aria-label') ?? one.textContent
        return `${one.tagName.toLowerCase()} “${name.trim().slice(0, 40)}” has ${width.toFixed(0)} × ${height.toFixed(0)} px`
      })

    function isShown(one: HTMLElement): boolean {
      return (
        one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        one.closest('[inert], [aria-hidden=true]') === null &&
        (document.querySelector('dialog[open]')?.contains(one) ?? true) &&
        one.getBoundingClientRect().width > 1
      )
    }

    function isExempt(one: HTMLElement): boolean {
      if (one.matches('[role=separator], :disabled, [aria-disabled=true], pre *, code *')) return true
      const around = one.parentElement?.textContent?.trim().length ?? 0
      return getComputedStyle(one).display === 'inline' && around > (one.textContent?.trim().length ?? 0)
    }

    function isLargeEnough(one: HTMLElement): boolean {
      const box = one.getBoundingClientRect()
      if (box.width >= least && box.height >= least) return true
      const labels = 'labels' in one ? [...((one as HTMLInputElement).labels ?? [])] : []
      if (
        labels.some((label) => {
          const { width, height } = label.getBoundingClientRect()
          return width >= least && height >= least
        })
      )
        return true
      if (isHit(one, labels)) return true
      // What is out of sight cannot be hit.
      one.scrollIntoView({ block: 'center' })
      return isHit(one, labels)
    }

    /** Whether a circle around its middle belongs to it. */
    function isHit(one: HTMLElement, labels: readonly Element[]): boolean {
      const box = one.getBoundingClientRect()
      const x = box.left + box.width / 2
      const y = box.top + box.height / 2
      return (
        [
          [x - reach, y],
          [x + reach, y],
          [x, y - reach],
          [x, y + reach],
        ] as const
      ).every(([left, top]) => {
        const hit = document.elementFromPoint(left, top)
        return hit !== null && [one, ...labels].some((part) => part.contains(hit))
      })
    }
  }, targets)
}

/** The targets and texts that are cut off at the side of the window, where nothing scrolls to them. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate((selector) => {
    const found: string[] = []
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways')
    const layer = document.querySelector('dialog[open]') ?? document.body
    for (const one of layer.querySelectorAll<HTMLElement>('*')) {
      const isTarget = one.matches(selector)
      if (!isTarget && !hasText(one)) continue
      if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
      const { left, right, width } = one.getBoundingClientRect()
      if (width <= 1 || (left >= -1 && right <= innerWidth + 1)) continue
      if (isReachable(one)) continue
      found.push(
        `${one.tagName.toLowerCase()} “${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40)}” reaches from ${left.toFixed(0)} to ${right.toFixed(0)}`,
      )
    }
    return found

    function hasText(one: Element): boolean {
      return [...one.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      )
    }

    /** Something around it scrolls sideways, or says with an ellipsis that there is more; or it is for screen readers alone. */
    function isReachable(one: Element): boolean {
      for (let at: Element | null = one; at !== null && at !== document.body; at = at.parentElement) {
        const { overflowX, textOverflow, clipPath } = getComputedStyle(at)
        if (overflowX === 'auto' || overflowX === 'scroll') return true
        if (textOverflow === 'ellipsis' || clipPath !== 'none' || at.matches('canvas, svg')) return true
      }
      return false
    }
  }, targets)
}
