import { later } from '../../support/agents.ts';
import { type Cases, forbidden } from './journal-case.ts';

export const attributesCases = {
  importProfileAttributes: {
    does: (on) => on.application.importProfileAttributes(on.caller, { rows: [{ name: 'shirt' }] }),
    entries: ['ProfileAttributeDeclared'],
    isRefused: (on) => on.application.importProfileAttributes(on.caller, { rows: {} as never }),
    code: 'inputInvalid',
  },
  declareProfileAttribute: {
    does: (on) =>
      on.application.declareProfileAttribute(on.caller, { name: 'grade', declaration: { type: 'number' } }),
    entries: ['ProfileAttributeDeclared'],
    isRefused: (on) => on.application.declareProfileAttribute(on.caller, { name: '1', declaration: {} }),
    ...{ target: { type: 'attribute', name: 'profile.1' }, code: 'attributeInvalid' },
  },
  describeProfileAttribute: {
    does: (on) => on.application.describeProfileAttribute(on.caller, { name: 'team' }),
    entries: [],
    isRefused: (on) => on.application.describeProfileAttribute(on.directory, { name: 'team' }),
    ...{ ...forbidden, target: { type: 'attribute', name: 'profile.team' } },
  },
  forgetUnkeptAttribute: {
    does: (on) => on.application.forgetUnkeptAttribute(on.caller, { name: 'SHOE' }),
    entries: ['UnkeptAttributeForgotten'],
    isRefused: (on) => on.application.forgetUnkeptAttribute(on.caller, { name: 'hat' }),
    ...{ target: { type: 'attribute', name: 'hat' }, code: 'profileAttributeNotFound' },
  },
  listUnkeptAttributes: {
    does: (on) => on.application.listUnkeptAttributes(on.caller),
    entries: [],
    isRefused: (on) => on.application.listUnkeptAttributes(on.directory),
    ...forbidden,
  },
  noteUnkeptAttributes: {
    does: (on) =>
      on.application.noteUnkeptAttributes(on.directory, {
        sightings: [{ with: 'groups', name: 'shoe', times: 1, example: '43', lastSentAt: later }],
      }),
    entries: ['AttributeNotKept'],
    isRefused: (on) => on.application.noteUnkeptAttributes(on.caller, { sightings: [{} as never] }),
    code: 'inputInvalid',
  },
  listProfileAttributes: {
    does: (on) => on.application.listProfileAttributes(on.caller, {}),
    entries: [],
    isRefused: (on) => on.application.listProfileAttributes({ ...on.caller, ...on.anonymous }, {}),
    ...{ ...forbidden, isOfTheService: true },
  },
  renameProfileAttribute: {
    does: (on) => on.application.renameProfileAttribute(on.caller, { from: 'team', to: 'squad' }),
    entries: ['ProfileAttributeRenamed', 'AgentUpdated'],
    isRefused: (on) => on.application.renameProfileAttribute(on.caller, { from: 'x', to: 'squad' }),
    ...{ target: { type: 'attribute', name: 'profile.x' }, code: 'profileAttributeNotFound' },
  },
  retireProfileAttribute: {
    does: (on) => on.application.retireProfileAttribute(on.caller, { name: 'team', retired: true }),
    entries: ['ProfileAttributeRetired'],
    isRefused: (on) => on.application.retireProfileAttribute(on.caller, { name: 'x', retired: true }),
    ...{ target: { type: 'attribute', name: 'profile.x' }, code: 'profileAttributeNotFound' },
  },
} satisfies Cases;
