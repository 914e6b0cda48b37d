// Loaded by Electron before the app: nobody is there to read a box, so that each is printed and answered at once.

const { dialog } = require('electron')

const say = (title, text) => process.stdout.write(`${title}: ${text}\n`)

dialog.showErrorBox = say
dialog.showMessageBox = async (...windowAndOptions) => {
  const { message, detail = '' } = windowAndOptions.at(-1)
  say(message, detail)
  return { response: 0, checkboxChecked: false }
}
