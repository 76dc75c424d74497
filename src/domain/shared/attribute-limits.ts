/**
 * Bounds on what a directory may keep on one agent. Generous for people's data, far below a database's limits.
 * Characters are code points, as databases count them; of the whole agent they are code units, as memory does.
 */
export const attributeLimits = {
  attributeNameCharactersMax: 128,
  stringCharactersMax: 32_768,
  /** Of a list, and attributes of an object: `profile` is one. */
  valuesMax: 256,
  depthMax: 5,
  agentCharactersMax: 262_144,
  externalIdCharactersMax: 255,
  /** Of all agents of an account together. */
  accountProfileAttributesMax: 500,
} as const;
