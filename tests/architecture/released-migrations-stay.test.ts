import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = 'src/adapters/typeorm-persistence/migrations';

/** By file. A database that has run a migration never runs it again, so a new one is added and none is edited. */
const released: Readonly<Record<string, string>> = {
  '1764000000000-agents-accounts-journal.ts':
    'adef09e3d1934d005d4c321742cb2e81c33bba59d30d172b89a7984da83a3c94',
  '1764100000000-groups.ts': 'cdd201b12524285eeabc714fbe359d604e35c29ad05b406cde577544da16613e',
  '1764200000000-journal-target-names.ts': '35e1fdb6e4a5880bce0cfb02bca598d05beb4f61c313274899a359b3e2f544a8',
  '1764300000000-unkept-attributes.ts': 'def696f42b0b198230b9f9e2041e12403997936f61ca2d95880d46889509bea6',
  '1764510000000-sign-ins.ts': 'ac722715bfbcfeb0d0812c7c14080d67416ec1631cb308a7553514c845e059f6',
  '1764514000000-requests.ts': 'f4c968470d732fd4097b0f69c584bb3736382aadbbed93ba7c3b313930cd8459',
  'column-types.ts': '1aa090cc1ad19f6c3617aa82d13788f2dd60b4002b890616b3b9c4d0b30f16ca',
  '1764341000000-texts-folded-as-unicode.ts':
    '80e4754b69bc00d2d10fd316b3d981cd5a3ca1cb704c93bd806ee80d18faac1f',
  '1764350000000-closed-accounts-token-names.ts':
    'ef4cb00b5c4fc888713d1a10900fa676d3df5b01df6c3dcaeb439ca8de71ed6e',
  '1764400000000-journal-times.ts': '1dbaa28ce570f7bd844c27b33206606142b594a9345c621edf2853eca5f729a4',
  '1764420000000-roles.ts': '859ba27e8f5151ab774d401a433e4e35855485c6a3192477fb68661797e48557',
  '1764430000000-sessions.ts': '0c35ea3515b1d55f2b1e7ea6a623142ae41c99c68d8b30376c6c4ddcec149632',
  '1764500000000-sso-connections.ts': '798eaacde22e6accc5961e9f889ef8f70dedded904d235990aa03c6e34b80a22',
  '1764513130000-sign-in-links-and-logout.ts':
    '80457271e31adf8bbafc43d8371c4ad33676c7d9f016dcc888913a0d088bdd46',
  '1764591342000-directory-only.ts': '4ff37efa2251c3fe17e6e364bb3e164595dcba8189e168982d8634c937e43c6e',
  '1764580000000-administration-api.ts': '6ab7c48da313b2a99f2d9968e348301838fd1049753eed1ff9aff57983ac3053',
  '1764600000000-agent-jobs.ts': '781685c795b4ec981155377e0ee355f0d4ad2c0b7651da5088f8b6af368d99eb',
  '1764700000000-journal-order.ts': '41b1b322d60224cb6df2d9654b202176d589b1ee6bef2137fa80c331db753a9e',
  '1764710000000-sealed-log.ts': '5be3ea539212829fad51268b1c19f99492611bfae0a21f5bf1d010ce710eac6c',
  '1764720000000-erased-values.ts': 'a4616c9a16cb8fa5ebdd7df3fb10cd7cbf40de6016d47dd879ce28d15d233f30',
  '1764750000000-token-endings.ts': '723839a050bffa1bec320231f8d61ab3310432304752bdcc27e7ca6f84a57cf5',
  '1764740000000-journal-terms-sinks.ts': '185f427e14796df438adf8b21b767e0b13e5d3ce192e0de6ee19bfbb48ce22e3',
  '1764760000000-audit-log-archives.ts': 'c5a2a01364b1e7574f6b36add91fba25b8a57a70db488b33a62cec6fa2baf46c',
  '1764770000000-deactivation-brakes.ts': '40338668af5e0ac1e11ba1ba08165b7bb5fe173b7a516cc35348ebf193388fcd',
  '1764780000000-schema-readers.ts': '9bec75f5d2c3777dcf54bbd65e468e0b62d56cadfd41fb62161efe240dcf0ced',
  '1764793514000-journal-target-types.ts': 'ba3d9cef6ccdb3ddd9adaf00b159abe9da538b86b81ae7b3a33f40b4c398b37b',
  '1764795000000-certified-rows.ts': '3d66726e5c6b1996a706754cc560e5acaf7b7f3bd96c91f4786c3a817ae13ad9',
  '1764800000000-journal-lateness.ts': '7e4a1f9d07857c420b40abb0156cf89964badc6807710b7dc0da0ae833990b9f',
  'renewed-value-keys.ts': 'cac6c58b1855a484d7db2d9979a125a40ce476e346276f546c5079c7cffe451c',
  'rows-in-batches.ts': '4093dc589b7dd530df938952bf6ebac18160f69884aeea60674425a663775f16',
};

const digestOf = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(`${folder}/${file}`))
    .digest('hex');

test('migrations are added, with their digest here, and never edited', () => {
  const found = readdirSync(folder).map((file) => [file, digestOf(file)]);
  expect(Object.fromEntries(found)).toEqual(released);
});
