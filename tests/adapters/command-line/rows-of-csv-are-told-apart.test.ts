import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsvLines } from '../../../src/adapters/command-line/import/csv-lines.ts';
import { memberRows } from '../../../src/adapters/command-line/import/group-rows.ts';

async function* inChunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const lineBreak = fc.constantFrom('\r\n', '\n', '\r');
const cell = fc
  .string({ unit: fc.constantFrom('a', 'ö', '"', ',', ' ', '\r', '\n', '\0', '=', '🙂'), maxLength: 8 })
  .map((text) => `x${text}y`);
const row = fc.record({ group: cell, agent: cell, end: lineBreak });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('rows are the same however the file comes in pieces, wherever lines end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 6 }),
      lineBreak,
      fc.integer({ min: 1, max: 9 }),
      async (rows, firstEnd, size) => {
        const lines = rows.map(({ group, agent, end }) => `${quoted(group)},${quoted(agent)}${end}`);
        const read = readCsvLines(inChunks(`group,agent${firstEnd}${lines.join('')}`, size), memberRows);
        const items = [];
        for await (const { item } of read) items.push(item);
        expect(items).toEqual(rows.map(({ group, agent }) => ({ group, agent })));
      },
    ),
    { numRuns: 300 },
  );
});

test('a hundred thousand lines are read one by one, each with its number', async () => {
  const count = 100_000;
  const lines = Array.from({ length: count }, (_, index) =>
    index % 1000 === 7 ? `Group ${index}` : `Group ${index},agent-${index}@example.com`,
  );
  let expected = 2;
  let refused = 0;
  const text = `group,agent\r\n${lines.join('\r\n')}`;
  for await (const { number, item } of readCsvLines(inChunks(text, 65_536), memberRows)) {
    expect(number).toBe(expected);
    expected += 1;
    if (item instanceof Error) refused += 1;
    else expect(item.group).toBe(`Group ${number - 2}`);
  }
  expect([expected - 2, refused]).toEqual([count, count / 1000]);
});
