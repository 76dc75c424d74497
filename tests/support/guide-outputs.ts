import { readFileSync } from 'node:fs';

/** What a section of the auditor's guide shows that a verb prints. */
export function outputsShown(heading: string): readonly string[] {
  const guide = readFileSync('docs/guides/auditor.md', 'utf8');
  const section = guide.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^```sh\n[^`]*^```\n\n```\n([\s\S]*?)^```$/gm)].map(
    ([, output = '']) => output,
  );
}

/** Without what is different each time. */
export const lasting = (output: string): string =>
  output
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/[\da-f]{8}-(…|([\da-f]{4}-){3}[\da-f]{12})/g, 'ID')
    .replaceAll(/rollcall\/[\da-f]+/g, 'LOG')
    .replaceAll(/^\d+ entries/gm, 'N entries')
    .replaceAll(/position \d+/g, 'position N')
    // Columns are as wide as what is cut in the guide.
    .replaceAll(/ {2,}/g, '  ')
    .replaceAll(/operator [\w-]+/g, 'operator WHO')
    .replaceAll(/\d+\.\d+\.\d+\.\d+/g, 'ADDRESS');
