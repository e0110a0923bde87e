const LINE = /^(\d{4}-\d{2}-\d{2})(?:[\s,;].*)?$/;

/**
 * The days in a text of one's own, one a line: the day first, `2026-10-10`, then whatever says what it is; `#` begins a remark.
 * Thrown: `SyntaxError`, naming the line. Whether the day exists is the calendar's question.
 */
export function daysIn(text: string, file: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const said = line.replace(/#.*/, '').trim();
    if (said === '') return [];
    const day = LINE.exec(said)?.[1];
    if (day !== undefined) return [day];
    throw new SyntaxError(
      `line ${index + 1} of ${file} is "${said}". Begin it with a day, as in 2026-10-10, and go on as you like; # begins a remark.`,
    );
  });
}
