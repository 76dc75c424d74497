import { beforeAll, describe, expect, it } from 'vitest';
import { eraseValues } from '../../../src/adapters/audit-log/commitment/erase-values.ts';
import { leafData } from '../../../src/adapters/audit-log/commitment/leaf-data.ts';
import { exportLine } from '../../../src/adapters/audit-log/export/export-form.ts';
import { OfflineExportVerifier } from '../../../src/adapters/audit-log/export/offline-export-verifier.ts';
import { newSignerKey, verifierKeyText } from '../../../src/adapters/audit-log/notes/note-key.ts';
import { LogOfEntries, ours } from './log-of-entries.ts';

const size = 20;
const log = new LogOfEntries(size);
const publicKey = `${verifierKeyText(log.key)}\n`;
let whole: string[];
let some: string[];
beforeAll(async () => {
  [whole, some] = [await log.lines(true), await log.lines(false)];
});

/** In chunks of a few bytes, as no file comes. */
async function* inPieces(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += 97) yield bytes.subarray(start, start + 97);
}

const verify = (text: string, keys = publicKey) => new OfflineExportVerifier().verify(inPieces(text), keys);

/** The line of a position; every third entry is another account's. */
const at = (lines: readonly string[], position: number) =>
  lines.findIndex((line) => line.startsWith(`{"entry":{"position":${position},`));

const changed = (lines: readonly string[], change: (lines: string[]) => void): string => {
  const copy = [...lines];
  change(copy);
  return copy.join('');
};
const swap = (lines: string[], one: number, other: number) => {
  [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
};

describe('an export with proofs', () => {
  it('verifies by itself and the public key, and shows that no entry of the account is kept back', async () => {
    expect(await verify(whole.join(''))).toEqual({
      origin: 'rollcall.example/log',
      size,
      accountId: ours,
      entries: 14,
      erased: 0,
      positions: { first: 1, last: 20 },
      until: '2026-11-26T00:00:00.020Z',
      isComplete: true,
    });
  });

  it('has leaves of its own account without entries only where an entry says that these are archived', async () => {
    const archived = async (of: LogOfEntries, upTo: number) => {
      const { entry, opening } = await of.proved(4);
      const leaf = exportLine({ position: 4, others: [leafData(entry, opening)] });
      const text = changed(await of.lines(), (lines) => {
        lines[0] = lines[0]?.replace('"isComplete":true', `"isComplete":true,"archivedUpTo":${upTo}`) ?? '';
        lines.splice(at(lines, 4), 1, leaf);
        lines.splice(-1, 1, '{"entries":13}\n');
      });
      return verify(text, verifierKeyText(of.key));
    };
    const telling = new LogOfEntries(size, undefined, 4);
    expect(await archived(telling, 4)).toMatchObject({ entries: 13, isComplete: true, archivedUpTo: 4 });
    await expect(archived(telling, 3)).rejects.toMatchObject({ code: 'entryRemoved', position: 4 });
    await expect(archived(telling, 5)).rejects.toMatchObject({ code: 'entryRemoved', position: undefined });
    await expect(archived(log, 4)).rejects.toMatchObject({ code: 'entryRemoved', position: 4 });
  });

  it('says of how many entries values were erased', async () => {
    const { entry, opening, proof } = await log.proved(8);
    const erased = eraseValues({ entry, opening }, new Set(['/target/name']));
    const text = changed(some, (lines) => {
      lines[at(lines, 8)] = exportLine({ ...(erased ?? { entry, opening }), proof });
    });
    expect(text).not.toContain('agent8@example.com');
    expect(await verify(text)).toMatchObject({ entries: 14, erased: 1 });
  });

  it('verifies in part, and then does not show that nothing is kept back', async () => {
    const part = changed(some, (lines) => {
      lines.splice(at(lines, 5), 1);
      lines.splice(-1, 1, '{"entries":13}\n');
    });
    expect(await verify(part)).toMatchObject({ entries: 13, isComplete: false });
  });

  it.each([0, 1, 2, 255, 256, 257])('verifies for a log of %i entries', async (entries) => {
    const other = new LogOfEntries(entries);
    const lines = await other.lines();
    expect(await verify(lines.join(''), verifierKeyText(other.key))).toMatchObject({ size: entries });
  });

  it('verifies with one of several keys, as after a rotation', async () => {
    const newer = verifierKeyText(newSignerKey(log.key.name));
    expect(await verify(whole.join(''), `${newer}\n${publicKey}`)).toMatchObject({ entries: 14 });
  });
});

describe('what is wrong is named', () => {
  type Change = (lines: string[]) => void;
  const replaceAt =
    (position: number, from: string, to: string): Change =>
    (lines) => {
      const place = at(lines, position);
      expect(lines[place]).toContain(from);
      lines[place] = (lines[place] ?? '').replace(from, to);
    };

  it.each<[string, string, number, Change]>([
    ['a value', 'entryAltered', 8, replaceAt(8, '"B8"', '"B9"')],
    ['a time', 'entryAltered', 8, replaceAt(8, '00.008Z', '00.009Z')],
    [
      'lists in lists, more than a program can follow',
      'entryAltered',
      8,
      replaceAt(8, '"B8"', '['.repeat(50_000) + ']'.repeat(50_000)),
    ],
    ['a member that is taken away', 'entryAltered', 8, replaceAt(8, '"from":"A8",', '')],
    [
      'two values of two entries',
      'entryAltered',
      4,
      (lines) => [replaceAt(8, '"B8"', '"X"'), replaceAt(4, '"B4"', '"X"')].map((change) => change(lines)),
    ],
    [
      'a position that another entry is given',
      'entryRemoved',
      8,
      replaceAt(8, '"position":8', '"position":9'),
    ],
    ['an entry that is taken away', 'entryRemoved', 8, (lines) => lines.splice(at(lines, 8), 1)],
    [
      'an entry that is put in twice',
      'entryInserted',
      8,
      (lines) => lines.splice(at(lines, 8), 0, lines[at(lines, 8)] ?? ''),
    ],
    [
      'an entry that was made up',
      'entryInserted',
      8,
      (lines) => lines.splice(at(lines, 8), 0, (lines[at(lines, 8)] ?? '').replace('B8', 'X')),
    ],
    [
      'an entry behind the end',
      'entryInserted',
      21,
      (lines) => lines.splice(-1, 0, (lines[at(lines, 20)] ?? '').replace('"position":20', '"position":21')),
    ],
    ['two entries that change places', 'entryMoved', 7, (lines) => swap(lines, at(lines, 7), at(lines, 8))],
    [
      'an entry that is moved to the end',
      'entryMoved',
      2,
      (lines) => lines.splice(-1, 0, ...lines.splice(at(lines, 2), 1)),
    ],
    [
      'an end that is cut off with the lines before it',
      'exportTruncated',
      19,
      (lines) => lines.splice(at(lines, 19), 2),
    ],
  ])('%s', async (_, code, position, change) => {
    const text = changed(whole, change);
    await expect(verify(text)).rejects.toMatchObject({ code, position });
    await expect(verify(text)).rejects.toThrow(new RegExp(`[Pp]osition ${position}\\b.*\\.$`));
  });

  it.each<[string, string, Change]>([
    ['an entry that is taken away from some', 'entryRemoved', (lines) => lines.splice(at(lines, 8), 1)],
    ['an order that is another', 'entryMoved', (lines) => swap(lines, at(lines, 7), at(lines, 8))],
    ['a last line that is missing', 'exportTruncated', (lines) => lines.pop()],
    [
      'a line that is cut',
      'exportTruncated',
      (lines) => lines.splice(-3, 3, (lines.at(-3) ?? '').slice(0, 50)),
    ],
    ['a salt of another length', 'exportMalformed', replaceAt(8, '"salt":"', '"salt":"AAAA')],
    ['a line behind the last', 'exportMalformed', (lines) => lines.push('{"entries":14}\n')],
    [
      'a member that nothing proves',
      'exportMalformed',
      replaceAt(8, '"action"', '"note":"he did it","action"'),
    ],
    [
      'an export that claims another account',
      'exportMalformed',
      (lines) => lines.splice(0, 1, (lines[0] ?? '').replace(ours, ours.replace('8', '9'))),
    ],
    [
      'a root that is another',
      'signatureBroken',
      (lines) => lines.splice(0, 1, (lines[0] ?? '').replace('\\n20\\n', '\\n19\\n')),
    ],
  ])('%s', async (_, code, change) => {
    await expect(verify(changed(some, change))).rejects.toMatchObject({ code });
  });

  it('a leaf of another account', async () => {
    const others = [Buffer.alloc(64, 1)];
    const text = changed(whole, (lines) => {
      const place = lines.findIndex((line) => line.startsWith('{"position":9,"others"'));
      lines[place] = exportLine({ position: 9, others });
    });
    await expect(verify(text)).rejects.toMatchObject({ code: 'leavesAltered' });
  });

  it('an entry of the account that is passed off as another’s', async () => {
    const { entry, opening } = await log.proved(8);
    const text = changed(whole, (lines) =>
      lines.splice(at(lines, 8), 1, exportLine({ position: 8, others: [leafData(entry, opening)] })),
    );
    await expect(verify(text)).rejects.toMatchObject({ code: 'entryRemoved', position: 8 });
  });

  it('a key that is another', async () => {
    const other = verifierKeyText(newSignerKey(log.key.name));
    await expect(verify(whole.join(''), other)).rejects.toMatchObject({ code: 'wrongKey' });
  });

  it('a checkpoint of another log', async () => {
    const other = verifierKeyText(newSignerKey('other.example/log'));
    await expect(verify(whole.join(''), other)).rejects.toMatchObject({ code: 'checkpointOfAnotherLog' });
  });

  it.each(['', 'no key', `${publicKey}no key\n`])('a file of public keys that is none: %j', async (keys) => {
    await expect(verify(whole.join(''), keys)).rejects.toMatchObject({ code: 'publicKeyMalformed' });
  });

  it.each(['', '\n', '{}', '[]', 'null', '{"format":"rollcall-audit-export/2"}', 'PK\u0003\u0004\n\u0000'])(
    'a file that is no export: %j',
    async (text) => {
      await expect(verify(text)).rejects.toMatchObject({ code: 'exportMalformed' });
    },
  );
});
