import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { rollcallProgram } from '../../src/adapters/command-line/program/program.ts';
import { thisInstallation } from '../../src/main/this-installation.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const guides = ['README.md', ...globSync('docs/guides/*.md', { cwd: root })];
const documents = [...guides, 'docs/installation.md'];
const program = rollcallProgram(thisInstallation);

/** Of verbs that call themselves `rollcall`, and of `npm run demo`, up to where the shell or a comment goes on. */
const callPattern = /^(?:.*[ /])?(?:rollcall |npm run (?=demo --))([a-z][^#|>&]*)/;

/** What stands in code: spans, and the lines of blocks. */
function codeIn(document: string): string[] {
  const text = readFileSync(root + document, 'utf8');
  const blocks = [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)].flatMap(([, block = '']) =>
    block.split('\n'),
  );
  const spans = text.replace(/^ *```[\s\S]*?^ *```/gm, '').matchAll(/`([^`\n]+)`/g);
  return [...blocks, ...[...spans].map(([, span = '']) => span)];
}

const callsIn = (document: string): string[] =>
  codeIn(document).flatMap((code) => callPattern.exec(code)?.[1]?.trim() ?? []);

const optionsOf = (command: Command): string[] => [
  ...['--help', '--version'],
  ...command.options.flatMap(({ long }) => long ?? []),
];

const allOptions = (command: Command): string[] => [
  ...optionsOf(command),
  ...command.commands.flatMap(allOptions),
];

const optionsIn = (text: string): string[] => text.match(/(?<=^| )--[a-z][a-z-]*/g) ?? [];

/** What is wrong with a call; `undefined` where it names a verb and options that it has. */
function problemOf(call: string): string | undefined {
  const words = call.split(/\s+/);
  if (words[0] === 'help') words.shift();
  let command = program;
  for (const word of words) {
    const verb = command.commands.find((known) => known.name() === word);
    if (verb === undefined) break;
    command = verb;
  }
  if (command === program) return `There is no verb in "${call}".`;
  const unknown = optionsIn(call).filter((option) => !optionsOf(command).includes(option));
  return unknown.length === 0 ? undefined : `"${call}" has no ${unknown.join(', ')}.`;
}

test('calls of the command line are found', () => {
  expect(documents.flatMap(callsIn).length).toBeGreaterThan(80);
});

test.each(documents)('the verbs that %s calls are there, with the options that it gives them', (document) => {
  expect(callsIn(document).flatMap((call) => problemOf(call) ?? [])).toEqual([]);
});

test.each(guides)('the options that %s speaks of are there', (document) => {
  const known = new Set(allOptions(program));
  const spoken = codeIn(document).filter((code) => code.startsWith('--'));
  expect(spoken.flatMap(optionsIn).filter((option) => !known.has(option))).toEqual([]);
});
