import type { Reader, TimelineWords } from './timeline.words.ts';

export const english: TimelineWords = {
  comma: ', ',
  between: (column) => (column === 'via' ? ' or ' : ', '),
  kinds: {
    event: 'event',
    'run.started': 'run.started',
    'run.ended': 'run.ended',
    'stage.entered': 'stage.entered',
    'stage.done': 'stage.done',
    'stall.fired': 'stall.fired',
    'stall.resolved': 'stall.resolved',
    'touch.planned': 'touch.planned',
    verdict: 'verdict',
    'attempt.started': 'attempt.started',
    'attempt.not sent': 'attempt.not sent',
    'attempt.ended': 'attempt.ended',
    'touch.cancelled': 'touch.cancelled',
    'touch.ended': 'touch.ended',
    'activity.planned': 'activity.planned',
    'activity.cancelled': 'activity.cancelled',
    'activity.ended': 'activity.ended',
    'contact.elsewhere': 'contact.elsewhere',
    'journey.fault': 'journey.fault',
  },
  said: {
    event: (of) => [of('type'), of('source') + of('id', '/')],
    'run.started': (of) => [of('journey') + of('version', '@'), of('subject', 'about '), of('arm', 'arm ')],
    'run.ended': (of) => [of('journey') + of('version', '@'), of('ended_how'), of('ended_by', 'by ')],
    'stage.entered': (of) => [of('stage'), entry(of)],
    'stage.done': (of) => [of('stage')],
    'stall.fired': (of) => [of('stall'), of('stage', 'in stage '), of('result', 'result: ')],
    'stall.resolved': (of) => [of('stall'), of('stage', 'in stage ')],
    'touch.planned': (of) => [
      of('name'),
      of('purpose'),
      of('via', 'by '),
      of('useful_until', 'useful until '),
      of('id', 'touch '),
    ],
    verdict: (of, cause) => [
      of('kind') + of('channel', of('kind') === 'human' ? ' instead of ' : ' on '),
      of('until', of('kind') === 'send' ? 'good until ' : 'until '),
      of('blocked_by', 'because of ', cause),
      of('winner', 'the slot went to '),
      of('touch', 'touch '),
    ],
    'attempt.started': (of) => [of('channel'), of('id', 'attempt ')],
    'attempt.not sent': (of, cause) => [of('channel'), of('not_sent_because', '', cause)],
    'attempt.ended': (of) => [of('channel'), of('outcome'), of('disposition'), of('detail')],
    'touch.cancelled': (of) => [of('name'), of('cancelled_because')],
    'touch.ended': (of) => [of('name'), of('how')],
    'activity.planned': (of) => [of('name'), of('stage', 'in stage ')],
    'activity.cancelled': (of) => [of('name'), of('cancelled_because')],
    'activity.ended': (of) => [of('name'), of('how'), of('detail')],
    'contact.elsewhere': (of) => [of('channel'), of('purpose'), of('outcome'), of('disposition'), of('by', 'by ')],
    'journey.fault': (of) => [of('kind'), of('journey'), of('name'), of('because')],
  },
};

function entry(of: Reader): string {
  return of('entry') === '1' ? '' : of('entry', 'entry ');
}
