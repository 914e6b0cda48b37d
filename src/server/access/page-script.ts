// The script of the pages around signing in. The place in the board is the fragment of its address (`#/board?run=7`), which a
// browser keeps over redirects and sends nobody: it is put where a sign-in goes on to, and after links that lead to the board.

export const pageScript = `
const place = location.hash
if (place.startsWith('#/')) {
  const withPlace = (to) => to.split('#')[0] + place
  for (const field of document.querySelectorAll('input[name="to"]')) field.value = withPlace(field.value)
  for (const link of document.querySelectorAll('a[data-to]')) {
    const url = new URL(link.href)
    if (url.searchParams.has('to')) url.searchParams.set('to', withPlace(url.searchParams.get('to')))
    else url.hash = place
    link.href = url.href
  }
}
`
