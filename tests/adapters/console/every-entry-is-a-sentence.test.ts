import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deeds } from '../../../src/adapters/console/journal/deeds.ts';

test('whatever the audit log can have is told in words, and nothing else', () => {
  // That the guide has every action is another test's (auditors-guide-is-complete).
  const [, section = ''] = readFileSync('docs/guides/auditor.md', 'utf8').split('## What an entry says\n');
  const [tables = ''] = section.split('\n## ');
  const actions = [...tables.matchAll(/^\| (`[^|]+)\|/gm)]
    .flatMap(([, cell = '']) => [...cell.matchAll(/`([A-Z]\w+)`/g)])
    .map(([, name = '']) => name);
  expect(actions.length).toBeGreaterThan(25);
  expect(Object.keys(deeds).sort()).toEqual([...new Set(actions)].sort());
});
