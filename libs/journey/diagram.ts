import { eventsOf, stallName } from './definition-words.ts';
import type { JourneyDefinition, On, StallDefinition } from './definition.ts';

/** The journey as a Mermaid flowchart (without the fence): stages from top to bottom, what starts and ends it, its stalls and touches; an activity is a box one cannot see into. */
export function diagram(definition: JourneyDefinition): string {
  const { stages, goal, exitsOn, expiresAfter } = definition;
  const lines = ['flowchart TD', `  start([${text(definition.title)}])`];
  lines.push(`  start -->|${words(definition.startsOn, definition.startsWhen)}| s0`);
  stages.forEach((stage, index) => {
    const next = index + 1 < stages.length ? `s${index + 1}` : goal === undefined ? 'goal' : 'after';
    lines.push(`  s${index}[${text(stage.title ?? stage.name)}]`);
    lines.push(`  s${index} -->|${words(stage.doneOn, stage.doneWhen)}| ${next}`);
    if (stage.optional === true && next !== 'goal') lines.push(`  s${index} -.->|"optional: not waited for"| ${next}`);
    if (stage.reentersOn !== undefined) lines.push(`  s${index} -->|${words(stage.reentersOn)}| s${index}`);
    stage.stalls?.forEach((stall, place) => lines.push(...stallLines(`s${index}`, `s${index}d${place}`, stall, place)));
  });
  if (goal === undefined) lines.push('  goal([goal])');
  else {
    const within = goal.within === undefined ? '' : ` within ${goal.within}`;
    lines.push('  after((done))', `  after -->|${words(goal.on, goal.when)}| goal([${text(`goal${within}`)}])`);
  }
  const ends = [...eventsOf(exitsOn), ...(expiresAfter === undefined ? [] : [`${expiresAfter} after the start`])];
  if (ends.length > 0) lines.push(`  ended([${text(`ends on ${ends.join(', ')}`)}])`);
  return `${lines.join('\n')}\n`;
}

function stallLines(stage: string, id: string, stall: StallDefinition, place: number): readonly string[] {
  const guards = [
    ...(stall.when === undefined ? [] : [`when ${stall.when}`]),
    ...(stall.unless === undefined ? [] : [`unless ${stall.unless}`]),
    ...(stall.resolvedOn === undefined ? [] : [`resolved by ${eventsOf(stall.resolvedOn).join(', ')}`]),
    ...(stall.counts === 'first entry' ? ['first entry only'] : []),
  ];
  const label = [deadlineWords(stall), ...guards].join('; ');
  const { touch, activity } = stall;
  if (activity !== undefined) return [`  ${stage} -.->|${text(label)}| ${id}[[${text(activity)}]]`];
  const box =
    touch === undefined ? stallName(stall, place) : `${touch.name}: ${touch.purpose} by ${touch.via.join(', then ')}`;
  return [`  ${stage} -.->|${text(label)}| ${id}{{${text(box)}}}`];
}

function deadlineWords(stall: StallDefinition): string {
  if ('after' in stall) return `after ${stall.after}`;
  return 'before' in stall ? `${stall.before} before ${stall.date}` : `${stall.past} past ${stall.date}`;
}

function words(on: On, when?: string): string {
  return text(eventsOf(on).join(' or ') + (when === undefined ? '' : ` when ${when}`));
}

/** Quoted, with what Mermaid would read as its own written as entities. */
function text(plain: string): string {
  return `"${plain.replace(/[#"<>&]/g, (sign) => `#${sign.charCodeAt(0)};`)}"`;
}
