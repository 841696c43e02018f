/** Whether a text is well-formed XML 1.0, of the small part that a report uses: elements, attributes, text, references. */
export function isWellFormed(xml: string): boolean {
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(xml) || !isWhole(xml)) return false;
  const open: string[] = [];
  let rest = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '').trimEnd();
  let roots = 0;
  while (rest !== '') {
    const [token = '', close, name, selfClosing] =
      /^(?:<\/([\w-]+)>|<([\w-]+)(?: [\w-]+="(?:[^<&"]|&(?:amp|lt|gt|quot|#\d+);)*")*(\/?)>|(?:[^<&]|&(?:amp|lt|gt|quot|#\d+);)+)/.exec(
        rest,
      ) ?? [];
    if (token === '') return false;
    if (close !== undefined && open.pop() !== close) return false;
    if (name !== undefined && open.length === 0) roots++;
    if (name !== undefined && selfClosing === '') open.push(name);
    if (close === undefined && name === undefined && open.length === 0) return false;
    rest = rest.slice(token.length);
  }
  return open.length === 0 && roots === 1;
}

/** No half of a surrogate pair. */
function isWhole(text: string): boolean {
  return text === Buffer.from(text, 'utf8').toString('utf8');
}
