/** What is wrong with text that is no JSON, with the line: V8 says a position, or quotes what stands around it. */
export function jsonFault(text: string, { message }: Error): string {
  if (ENDS_EARLY.test(message)) return 'it is no JSON: it ends before its last bracket is closed.';
  const at = positionIn(text, message);
  const where = at === null ? '' : `line ${text.slice(0, at).split('\n').length}: `;
  return `it is no JSON: ${where}${message}. There are no remarks in JSON, and no comma before a closing bracket.`;
}

const ENDS_EARLY = /^Unexpected end/;
const POSITION = /at position (\d+)/;
const QUOTED = /^Unexpected token '(.)', (\.\.\.)?"([^]*)"(?:\.\.\.)? is not valid JSON$/u;
/** So many letters before the token V8 quotes where it leaves out the beginning. */
const QUOTED_BEFORE = 10;

function positionIn(text: string, message: string): number | null {
  const said = POSITION.exec(message)?.[1];
  if (said !== undefined) return Number(said);
  const [, token = '', cut, around = ''] = QUOTED.exec(message) ?? [];
  const from = text.indexOf(around);
  if (around === '' || from < 0 || text.includes(around, from + 1)) return null;
  return from + (cut === undefined ? around.indexOf(token) : QUOTED_BEFORE);
}
