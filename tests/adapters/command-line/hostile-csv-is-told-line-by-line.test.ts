import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';
import { administer } from '../../support/databases.ts';

const { folder, json, run, provision } = freshInstallation();
const ada = 'ada@example.com';
const bob = 'bob@example.com';
const file = join(folder, 'hostile.csv');
const results = join(folder, 'results.jsonl');

beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await provision(ada, bob);
});

/** What came of each line: its number, its group, and `imported`, `alreadyThere` or the message of its refusal. */
async function linesOf(...options: readonly string[]) {
  writeFileSync(results, '');
  const { code, stderr } = await run('group', 'import', file, '--results', results, ...options);
  const told = readFileSync(results, 'utf8').split('\n').filter(Boolean);
  const lines = told.map((text) => {
    const { line, group, outcome, message } = JSON.parse(text);
    return [line, group, message ?? outcome];
  });
  return { code, stderr, lines: lines.toSorted(([one], [other]) => one - other) };
}

/** Everything that an import of members may change: groups, with how many members each. */
const groupsNow = async () =>
  (
    (await administer(
      `sqlite:${folder}/data/rollcall.db`,
      'SELECT display_name, (SELECT COUNT(*) FROM memberships WHERE group_id = agent_groups.id) AS members FROM agent_groups ORDER BY display_name',
    )) as readonly { display_name: string; members: number }[]
  ).map((row) => [row.display_name, row.members] as const);

const notFound = expect.stringMatching(/There is no agent/);
const notUtf8 = 'The line is not valid UTF-8.';
const quotes = expect.stringMatching(/quotes do not match.*read no further/);
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

interface Told {
  readonly lines: readonly (readonly [number, string | undefined, unknown])[];
  /** Groups that are there afterwards, with how many members each. */
  readonly made: readonly (readonly [string, number])[];
}

test.each<[string, string | Buffer, Told]>([
  [
    'a byte order mark, and line breaks of Windows',
    `\uFEFFgroup,agent\r\nOne,${ada}\r\nOne,${bob}\r\n`,
    {
      lines: [
        [2, 'One', 'imported'],
        [3, 'One', 'imported'],
      ],
      made: [['One', 2]],
    },
  ],
  [
    'UTF-16, as Windows writes it',
    utf16(`group,agent\r\nZwölf,${ada}\r\n`),
    { lines: [[2, 'Zwölf', 'imported']], made: [['Zwölf', 1]] },
  ],
  [
    'carriage returns alone',
    `group,agent\rTwo,${ada}\rTwo,eve@example.com\r`,
    {
      lines: [
        [2, 'Two', 'imported'],
        [3, 'Two', notFound],
      ],
      made: [['Two', 1]],
    },
  ],
  [
    'line breaks of several kinds',
    `group,agent\r\nThree,${ada}\nThree,${bob}\r\nFour,\rFive,${ada}\n`,
    {
      lines: [
        [2, 'Three', 'imported'],
        [3, 'Three', 'imported'],
        [4, 'Four', 'imported'],
        [5, 'Five', 'imported'],
      ],
      made: [
        ['Five', 1],
        ['Four', 0],
        ['Three', 2],
      ],
    },
  ],
  [
    'quotes within quotes, commas, and line breaks within a cell',
    `group,agent\n"Say ""hi"", all",${ada}\n"On two\nlines",${ada}\n"Six",eve@example.com\n`,
    {
      lines: [
        [2, 'Say "hi", all', 'imported'],
        [3, 'On two\nlines', 'imported'],
        [5, 'Six', notFound],
      ],
      made: [
        ['On two\nlines', 1],
        ['Say "hi", all', 1],
      ],
    },
  ],
  [
    'a quote that is never closed',
    `group,agent\nSeven,${ada}\n"Eight,${ada}\nNine,${bob}\n`,
    {
      lines: [
        [2, 'Seven', 'imported'],
        [3, undefined, quotes],
      ],
      made: [['Seven', 1]],
    },
  ],
  [
    'text behind a closing quote',
    `group,agent\nSeven,${bob}\n"Eight"x,${ada}\nNine,${bob}\n`,
    {
      lines: [
        [2, 'Seven', 'imported'],
        [3, undefined, quotes],
      ],
      made: [['Seven', 2]],
    },
  ],
  [
    'NUL',
    `group,agent\nTen\0,${ada}\nEleven,a\0da@example.com\nTwelve,${ada}\n`,
    {
      lines: [
        [2, 'Ten\0', 'imported'],
        [3, 'Eleven', notFound],
        [4, 'Twelve', 'imported'],
      ],
      made: [
        ['Ten\0', 1],
        ['Twelve', 1],
      ],
    },
  ],
  [
    'its first line once more',
    `group,agent\nThirteen,${ada}\ngroup,agent\nThirteen,${bob}\n`,
    {
      lines: [
        [2, 'Thirteen', 'imported'],
        [3, 'group', notFound],
        [4, 'Thirteen', 'imported'],
      ],
      made: [['Thirteen', 2]],
    },
  ],
  [
    'cells that are too many, too few, blank, and lines that are empty',
    `group,agent\n\nFourteen,${ada},x\nFourteen\n , \n,,\nFourteen,${bob}\n\n`,
    {
      lines: [
        [3, undefined, expect.stringMatching(/3 cells/)],
        [4, undefined, expect.stringMatching(/1 cells/)],
        [5, undefined, '"group" is empty.'],
        [6, undefined, expect.stringMatching(/3 cells/)],
        [7, 'Fourteen', 'imported'],
      ],
      made: [['Fourteen', 1]],
    },
  ],
  [
    'a line of Latin 1',
    Buffer.from(`group,agent\nFift\xe9en,${ada}\nSixteen,${ada}\n`, 'latin1'),
    {
      lines: [
        [2, undefined, notUtf8],
        [3, 'Sixteen', 'imported'],
      ],
      made: [['Sixteen', 1]],
    },
  ],
  [
    'a line that is longer than allowed',
    `group,agent\nSeventeen,${ada}\n${'x'.repeat(1024 * 1024)},${ada}\nEighteen,${ada}\n`,
    {
      lines: [
        [2, 'Seventeen', 'imported'],
        [3, undefined, expect.stringMatching(/too long.*read no further/)],
      ],
      made: [['Seventeen', 1]],
    },
  ],
  [
    'what a spreadsheet takes for a formula',
    `group,agent\n=cmd|' /C calc'!A0,${ada}\n@SUM(1),${ada}\n`,
    {
      lines: [
        [2, "=cmd|' /C calc'!A0", 'imported'],
        [3, '@SUM(1)', 'imported'],
      ],
      made: [
        ["=cmd|' /C calc'!A0", 1],
        ['@SUM(1)', 1],
      ],
    },
  ],
  [
    'a group in another letter case, and a line twice',
    `group,agent\nNineteen,${ada}\nNINETEEN,${bob}\nnineteen,${ada.toUpperCase()}\n`,
    {
      lines: [
        [2, 'Nineteen', 'imported'],
        [3, 'NINETEEN', 'imported'],
        [4, 'nineteen', expect.stringMatching(/Line 2/)],
      ],
      made: [['Nineteen', 2]],
    },
  ],
])(
  'each line of a file with %s is done or told, and tried with the same result',
  async (_, content, { lines, made }) => {
    const before = await groupsNow();
    writeFileSync(file, content);
    const tried = await linesOf('--dry-run');
    expect(tried.lines).toEqual(lines);
    expect(await groupsNow()).toEqual(before);
    expect(await linesOf()).toEqual(tried);
    expect(new Map(await groupsNow())).toEqual(new Map([...before, ...made]));
  },
);

test.each<[string, string | Buffer, RegExp]>([
  ['that is empty', '', /There is no member in the file/],
  ['with a byte order mark alone', '\uFEFF', /There is no member in the file/],
  ['with a first line alone', 'group,agent\r\n', /There is no member in the file/],
  ['with NUL in its first line', 'gro\0up,agent\nx,\n', /"gro\\u0000up" is no column/],
  ['with a column twice', `group,agent,agent\nx,${ada},${bob}\n`, /"agent" is there twice/],
  ['with a column that nobody knows', `group,agent,role\nx,${ada},x\n`, /"role" is no column/],
  ['in UTF-16 without what says so', utf16(`group,agent\nx,${ada}\n`).subarray(2), /"g\\u0000r/],
  ['in UTF-16 of the other order', utf16(`group,agent\nx,${ada}\n`).swap16(), /not valid UTF-8/],
  [
    'that is no text',
    Buffer.from(Array.from({ length: 4096 }, (_, byte) => (byte * 37) % 256)),
    /first line/,
  ],
  ['whose first line is too long', `group,${'x'.repeat(1024 * 1024)}\n`, /too long/],
])('nothing is done with a file %s, and the file as a whole is told', async (_, content, message) => {
  const before = await groupsNow();
  writeFileSync(file, content);
  for (const options of [['--dry-run'], []]) {
    const { code, stderr, lines } = await linesOf(...options);
    expect([code, stderr, lines]).toEqual([1, expect.stringMatching(message), []]);
  }
  expect(await groupsNow()).toEqual(before);
});

test('a formula of an import leaves by an export as a text', async () => {
  writeFileSync(file, `group,agent\n"=HYPERLINK(""http://evil.example"")",${ada}\n`);
  await linesOf();
  const { stdout } = await run('audit', 'export', '--format', 'csv');
  expect(stdout).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(stdout).not.toMatch(/(?:^|,|\r\n)"?[=@]/);
});
