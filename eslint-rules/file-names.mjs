import { basename } from 'node:path';

/** Names that say nothing of what is inside. */
const empty = new Set(['utils', 'util', 'helpers', 'helper', 'types', 'common', 'misc', 'shared', 'constants', 'base']);

/** One noun per file: kebab-case, its kind as a suffix, such as quiet-hours.ts or sms.channel.ts. */
export const fileNames = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      kebab: 'Call "{{name}}" by its noun in kebab-case, its kind as a suffix: quiet-hours.ts, sms.channel.ts.',
      empty: '"{{name}}" says nothing of what is inside. Move each thing into a file of its own noun.',
    },
  },
  create(context) {
    const name = basename(context.filename);
    const words = name.replace(/\.(d\.)?ts$/, '').split('.');
    return {
      Program(node) {
        if (!words.every((word) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(word))) {
          context.report({ node, messageId: 'kebab', data: { name } });
        } else if (empty.has(words[0])) {
          context.report({ node, messageId: 'empty', data: { name } });
        }
      },
    };
  },
};
