// What may be wrong with an address, apart from what is done with one: links of the window need no more.

/** What is wrong with an address a person gave, in one sentence; null where nothing is. */
export function urlProblem(text: string): string | null {
  // `localhost:8000/x` is parsed too, as a URL of the scheme `localhost`.
  if (!URL.canParse(text) || /^[\w.-]+:\d/.test(text))
    return 'This is not a URL: write it whole, like https://example.com/events.'
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return `Only http and https can be watched, not ${url.protocol.slice(0, 20)}//.`
  }
  if (url.username !== '' || url.password !== '') {
    return 'Take the user name and password out of the URL: give credentials to the server instead.'
  }
  return null
}
