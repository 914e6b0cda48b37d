// `Menu`: built from a template that is checked as Electron checks it, and never drawn. Its items can be clicked.

type Template = {
  readonly label?: string
  readonly role?: string
  readonly type?: string
  readonly checked?: boolean
  readonly click?: () => void
  readonly submenu?: readonly Template[]
}

type Item = Omit<Template, 'submenu'> & { readonly submenu: { readonly items: readonly Item[] } | null }

const roles = new Set(
  `undo redo cut copy paste pasteandmatchstyle delete selectall minimize close quit reload forcereload
  toggledevtools resetzoom zoomin zoomout togglefullscreen window help about services hide hideothers unhide
  front zoom filemenu editmenu viewmenu windowmenu appmenu`.split(/\s+/),
)

function build(template: readonly Template[]): readonly Item[] {
  return template.map(({ submenu, ...item }) => {
    if (item.role !== undefined && !roles.has(item.role.toLowerCase())) {
      throw new Error(`Unknown menu role: ${item.role}`)
    }
    if (item.type !== 'separator' && item.role === undefined && item.label === undefined) {
      throw new Error('A menu item needs a label, a role or the type “separator”')
    }
    // A separator has an empty label.
    return { label: '', ...item, submenu: submenu === undefined ? null : { items: build(submenu) } }
  })
}

let current: { readonly items: readonly Item[] } | null = null

export const Menu = {
  buildFromTemplate: (template: readonly Template[]) => ({ items: build(template) }),
  setApplicationMenu: (menu: { readonly items: readonly Item[] } | null) => {
    current = menu
  },
  getApplicationMenu: () => current,
}
