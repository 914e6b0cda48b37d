// Tells a screen reader which option of a list is chosen while the focus stays in the field over it. The list component names
// that option late and not after typing, so that nothing was heard: here it is named whenever the choice is drawn.

import { type RefObject, useEffect } from 'react'

/** Keeps `aria-activedescendant` of the field within `root` at the chosen option. */
export function useActiveOption(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current
    if (element === null) return
    const name = () => {
      const field = element.querySelector('[role=combobox]')
      const option = element.querySelector('[role=option][aria-selected=true]')
      if (field === null || field.getAttribute('aria-activedescendant') === (option?.id ?? null)) return
      if (option === null) field.removeAttribute('aria-activedescendant')
      else field.setAttribute('aria-activedescendant', option.id)
    }
    name()
    const observer = new MutationObserver(name)
    observer.observe(element, {
      subtree: true,
      childList: true,
      attributeFilter: ['aria-selected', 'aria-activedescendant'],
    })
    return () => observer.disconnect()
  }, [root])
}
