import { expect, test } from 'vitest';
import { details, table } from '../../../src/adapters/command-line/aligned-text.ts';

test('columns are as wide as their widest cell looks in a terminal, and lines end without spaces', () => {
  const rows = [
    ['ada', 1],
    ['張偉', 2],
    ['Zoe\u0308', 3],
    ['👩🏽‍💻', 4],
    ['a longer name', undefined],
    ['', true],
  ];
  expect(table(['NAME', 'N'], rows)).toBe(
    [
      'NAME           N',
      'ada            1',
      '張偉           2',
      'Zoe\u0308            3',
      '👩🏽‍💻             4',
      'a longer name  -',
      '               true',
      '',
    ].join('\n'),
  );
});

test('no control character reaches the terminal', () => {
  expect(details({ name: 'a\u001b[31mb\nc', id: 'x' })).toBe('name  a\uFFFD[31mb\uFFFDc\nid    x\n');
});
