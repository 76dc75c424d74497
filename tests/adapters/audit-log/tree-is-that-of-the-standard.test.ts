import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  consistencyProof,
  inclusionProof,
  isConsistent,
  isIncluded,
  rootOf,
  type TreeNodes,
} from '../../../src/adapters/audit-log/merkle/proofs.ts';
import { emptyRoot, leafHash, nodeHash } from '../../../src/adapters/audit-log/merkle/tree-hash.ts';

/** Those of certificate-transparency's reference tests (github.com/transparency-dev/merkle, proof/verify_test.go). */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(hex);

const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
].map(hex);

const inclusionProofs: readonly (readonly [leaf: number, size: number, proof: readonly string[]])[] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

const consistencyProofs: readonly (readonly [size: number, whole: number, proof: readonly string[]])[] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
  [
    6,
    7,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
];

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}

/** A tree in memory, each node hashed anew. */
function treeOf(contents: readonly Buffer[]): TreeNodes {
  const hashAt: TreeNodes['hashAt'] = async ({ level, index }) => {
    if (level === 0) return leafHash(contents[index] as Buffer);
    const left = await hashAt({ level: level - 1, index: index * 2 });
    return nodeHash(left, await hashAt({ level: level - 1, index: index * 2 + 1 }));
  };
  return { hashAt };
}

const tree = treeOf(leaves);
const rootAt = (size: number) => roots[size] as Buffer;
const leafAt = (leaf: number) => leafHash(leaves[leaf] as Buffer);

test('roots are those of the reference', async () => {
  for (const [size, root] of roots.entries())
    expect((await rootOf(tree, size)).toString('hex')).toBe(root.toString('hex'));
});

test.each(inclusionProofs)(
  'the inclusion proof of leaf %i of %i is that of the reference',
  async (leaf, size, proof) => {
    const found = await inclusionProof(tree, leaf, size);
    expect(found.map((hash) => hash.toString('hex'))).toEqual(proof);
    expect(isIncluded({ leaf, hash: leafAt(leaf), size, root: rootAt(size) }, found)).toBe(true);
  },
);

test.each(consistencyProofs)(
  'the consistency proof of %i and %i is that of the reference',
  async (size, whole, proof) => {
    const found = await consistencyProof(tree, size, whole);
    expect(found.map((hash) => hash.toString('hex'))).toEqual(proof);
    const [earlier, later] = [size, whole].map((each) => ({ size: each, root: rootAt(each) }));
    expect(isConsistent(earlier as never, later as never, found)).toBe(true);
  },
);

test('every tree begins with the empty one, which needs no proof', () => {
  const later = { size: 5, root: rootAt(5) };
  expect(isConsistent({ size: 0, root: emptyRoot }, later, [])).toBe(true);
  expect(isConsistent({ size: 0, root: rootAt(1) }, later, [])).toBe(false);
  expect(isConsistent({ size: 0, root: emptyRoot }, later, [rootAt(1)])).toBe(false);
});

const smallTree = fc
  .array(
    fc.uint8Array({ maxLength: 3 }).map((bytes) => Buffer.from(bytes)),
    { minLength: 1, maxLength: 40 },
  )
  .chain((contents) =>
    fc.record({
      contents: fc.constant(contents),
      size: fc.integer({ min: 1, max: contents.length }),
      leaf: fc.nat(contents.length - 1),
    }),
  );

/** A proof that is wrong in one way. */
function* spoiled(proof: readonly Buffer[]): Generator<readonly Buffer[]> {
  yield [...proof, rootAt(1)];
  yield [rootAt(1), ...proof];
  if (proof.length > 0) yield proof.slice(1);
  if (proof.length > 0) yield proof.slice(0, -1);
  for (const [place, hash] of proof.entries()) yield proof.with(place, leafHash(hash));
}

test('each leaf of each tree is proven, and neither another leaf, place or tree, nor by another proof', async () => {
  await fc.assert(
    fc.asyncProperty(smallTree, async ({ contents, leaf }) => {
      const nodes = treeOf(contents);
      const size = contents.length;
      const root = await rootOf(nodes, size);
      const proof = await inclusionProof(nodes, leaf, size);
      const hash = leafHash(contents[leaf] as Buffer);
      const claim = { leaf, hash, size, root };
      expect(isIncluded(claim, proof)).toBe(true);
      expect(isIncluded({ ...claim, hash: leafHash(hash) }, proof)).toBe(false);
      expect(isIncluded({ ...claim, root: leafHash(root) }, proof)).toBe(false);
      expect(isIncluded({ ...claim, leaf: size }, proof)).toBe(false);
      expect(isIncluded({ ...claim, leaf: -1 }, proof)).toBe(false);
      for (const wrong of spoiled(proof)) expect(isIncluded(claim, wrong)).toBe(false);
    }),
  );
});

test('each tree is shown to begin with each smaller one, and with no other', async () => {
  await fc.assert(
    fc.asyncProperty(smallTree, async ({ contents, size }) => {
      const nodes = treeOf(contents);
      const earlier = { size, root: await rootOf(nodes, size) };
      const later = { size: contents.length, root: await rootOf(nodes, contents.length) };
      const proof = await consistencyProof(nodes, size, later.size);
      expect(isConsistent(earlier, later, proof)).toBe(true);
      expect(isConsistent({ ...earlier, root: leafHash(earlier.root) }, later, proof)).toBe(false);
      expect(isConsistent(earlier, { ...later, root: leafHash(later.root) }, proof)).toBe(false);
      if (size < later.size) expect(isConsistent(later, earlier, proof)).toBe(false);
      for (const wrong of spoiled(proof)) expect(isConsistent(earlier, later, wrong)).toBe(false);
    }),
  );
});
