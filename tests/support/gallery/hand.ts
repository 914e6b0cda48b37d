// A person's hand in a scene's page: it finds things by what they are called, presses keys, types, and waits for what comes
// of it. It lives in the page, so that a scene opens the same in a test and in a contributor's browser. Events are made, not
// real: what only a real pointer can do (scrolling by wheel, dragging) is for the tests that drive a browser.

export type Hand = ReturnType<typeof createHand>

const patienceMs = 8_000

export function createHand() {
  /** Clicks the last thing of `selector` whose name has `name` in it: the last, because dialogs and menus lie on top. */
  async function click(
    selector: string,
    name = '',
    held: { readonly ctrlKey?: boolean } = {},
  ): Promise<void> {
    const element = await find(selector, name)
    const init = { bubbles: true, cancelable: true, composed: true, button: 0, pointerType: 'mouse', ...held }
    element.dispatchEvent(new PointerEvent('pointerdown', init))
    element.dispatchEvent(new MouseEvent('mousedown', init))
    element.closest<HTMLElement>('button, a, input, summary, [tabindex]')?.focus({ preventScroll: true })
    element.dispatchEvent(new PointerEvent('pointerup', init))
    element.dispatchEvent(new MouseEvent('mouseup', init))
    if (!element.isConnected) return
    if (held.ctrlKey === true) element.dispatchEvent(new MouseEvent('click', init))
    else element.click()
  }

  /** Opens the menu of what is called `name`, by the other button. */
  async function menu(selector: string, name: string): Promise<void> {
    const element = await find(selector, name)
    const { left, top } = element.getBoundingClientRect()
    element.dispatchEvent(
      new MouseEvent('contextmenu', {
        bubbles: true,
        cancelable: true,
        clientX: left + 180,
        clientY: top + 16,
      }),
    )
    await frame()
  }

  /** Presses keys one after the other, as in `Control+k` or `Shift+ArrowUp`, where the focus is. */
  async function press(...keys: readonly string[]): Promise<void> {
    for (const one of keys) {
      const [key = '', ...held] = one.split(/(?<=.)\+/).toReversed()
      const target = document.activeElement ?? document.body
      const init = {
        key,
        bubbles: true,
        cancelable: true,
        composed: true,
        ctrlKey: held.includes('Control'),
        shiftKey: held.includes('Shift'),
        altKey: held.includes('Alt'),
      }
      target.dispatchEvent(new KeyboardEvent('keydown', init))
      target.dispatchEvent(new KeyboardEvent('keyup', init))
      await frame()
    }
  }

  /** Writes `text` into the field called `name`, or into the one that has the focus. */
  async function type(text: string, name?: string): Promise<void> {
    const field = name === undefined ? await focused() : await find('input, textarea, select', name, 'field')
    if (!isField(field)) throw new Error(`There is no field to write “${text}” into.`)
    field.focus()
    // React listens to the property's own setter.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text)
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
    await frame()
  }

  /** Leaves the field that has the focus, so that it says what is wrong. */
  async function leave(): Promise<void> {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    await frame()
  }

  /** Chooses files in the dialog's field for files. */
  async function give(...files: readonly File[]): Promise<void> {
    const field = await find('input[type=file]', '')
    if (field instanceof HTMLInputElement) field.files = transferOf(files).files
    field.dispatchEvent(new Event('change', { bubbles: true }))
    await frame()
  }

  /** Holds files over the window. */
  async function hold(...files: readonly File[]): Promise<void> {
    const init = { bubbles: true, cancelable: true, dataTransfer: transferOf(files) }
    window.dispatchEvent(new DragEvent('dragover', init))
    await frame()
  }

  /** Waits until `text` is to be read somewhere. */
  const see = async (text: string) => void (await find('body *', text))

  /** Scrolls to where `text` is to be read. */
  const show = async (text: string) => (await find('body *', text)).scrollIntoView({ block: 'center' })

  /** Gives the focus to something, as Tab would. */
  async function focus(selector: string, name = ''): Promise<void> {
    const element = await find(selector, name)
    element.focus({ focusVisible: true } as FocusOptions)
    await frame()
  }

  return { click, menu, press, type, leave, give, hold, see, show, focus, wait: (ms: number) => pause(ms) }
}

function isField(
  element: Element | null,
): element is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  )
}

/** The field that has the focus; waits for it, as what has just been opened may still be on its way. */
async function focused(): Promise<Element | null> {
  const until = performance.now() + patienceMs
  while (!isField(document.activeElement) && performance.now() < until) await frame()
  return document.activeElement
}

/** What is seen of `selector`, last in the document; waits for it. */
async function find(selector: string, name: string, how: 'text' | 'field' = 'text'): Promise<HTMLElement> {
  const until = performance.now() + patienceMs
  for (;;) {
    const found = [...document.querySelectorAll<HTMLElement>(selector)].findLast(
      (one) => nameOf(one, how).includes(name) && one.checkVisibility({ visibilityProperty: true }),
    )
    if (found !== undefined) return found
    if (performance.now() > until) throw new Error(`Nothing is called “${name}” among ${selector}.`)
    await frame()
  }
}

function nameOf(element: HTMLElement, how: 'text' | 'field'): string {
  const label = element.getAttribute('aria-label')
  if (how === 'text') return [label, element.textContent].filter((part) => part !== null).join(' ')
  const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : []
  return [label, ...labels.map((one) => one.textContent)].join(' ')
}

function transferOf(files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer()
  for (const file of files) transfer.items.add(file)
  return transfer
}

/** The next moment at which something may have changed; not a frame, because a page that is not seen draws none. */
function frame(): Promise<void> {
  return pause(16)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
