import { remedies } from '../../src/application/requests/explanation/remedies.ts';

/** What stands in a column of a table may have no column of its own. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Each message that directories show, with what the request log says of it. */
export function troubleshootingGuide(): string {
  const rows = Object.values(remedies).flatMap(({ messages = [], todo }) =>
    messages.map((message) => `| \`${cell(message)}\` | ${cell(todo)} |`),
  );
  return `# Troubleshooting by message

Written by \`npm run reference\` from \`src/application/requests/explanation/remedies.ts\`, which the answers and the request log have
it from as well: \`./rollcall requests list --failed\` shows each request that was refused, with the same words and, for tokens and
sign-ins, what was expected and what came. \`…\` stands for anything.

| Message | What to do |
| --- | --- |
${rows.join('\n')}
`;
}
