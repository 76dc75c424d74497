import {
  bodyHas,
  bodyHasText,
  bodyHasWholeNumber,
  bodyNeverHas,
  memberAt,
  schemaIs,
  statusIs,
  statusIsRefusal,
} from './expectations.ts';
import type { RehearsalTarget } from './okta-client.ts';
import { errorSchema, listSchema, type OktaUser, oktaUser, patchSchema, userSchema } from './okta-user.ts';
import { Rehearsal, RehearsalCutShort, type RehearsalResult, type Step } from './rehearsal.ts';
import { type ConnectSaml, SignInRehearsal } from './rehearse-sign-in.ts';

export interface RehearsalOptions extends RehearsalTarget {
  /** Remove the agent at the end, which Okta itself never does; otherwise it is left deactivated. */
  readonly removeAgent: boolean;
  /** Where the person is to sign in as well. */
  readonly connectSaml?: ConnectSaml;
  readonly onStep: (step: Step) => void;
}

/**
 * Plays what Okta sends in a person's life, with the requests of both of its kinds of application: PUT of the
 * wizard's, PATCH of the catalogue's.
 *
 * @throws ServerUnreachable
 */
export async function rehearse({
  removeAgent,
  connectSaml,
  onStep,
  ...target
}: RehearsalOptions): Promise<RehearsalResult> {
  const rehearsal = new Rehearsal(target, onStep);
  let path: string | undefined;
  try {
    const user = oktaUser();
    await testConnector(rehearsal);
    await lookUp(rehearsal, user.userName, 0);
    path = await create(rehearsal, user);
    await updateProfile(rehearsal, path);
    const signIn =
      connectSaml && (await SignInRehearsal.prepare(rehearsal, connectSaml, target.baseUrl, user));
    await signIn?.enter();
    await deactivate(rehearsal, path);
    await signIn?.isKeptOut();
    await lookUp(rehearsal, user.userName, 1);
    await reactivate(rehearsal, path);
    await changeEmail(rehearsal, path, user.userName);
  } catch (error) {
    if (!(error instanceof RehearsalCutShort)) throw error;
  } finally {
    if (path !== undefined) await cleanUp(rehearsal, path, removeAgent);
  }
  return rehearsal;
}

async function testConnector(rehearsal: Rehearsal): Promise<void> {
  await rehearsal.play(
    'Test Connector Configuration',
    ['GET', '/Users?startIndex=1&count=2'],
    statusIs(200),
    [schemaIs(listSchema), ...['totalResults', 'startIndex', 'itemsPerPage'].map(bodyHasWholeNumber)],
  );
}

async function lookUp(rehearsal: Rehearsal, userName: string, matches: number): Promise<void> {
  const filter = encodeURIComponent(`userName eq "${userName}"`);
  const title = matches === 0 ? 'Look-up before the create' : 'Look-up: a deactivated user is still found';
  await rehearsal.play(title, ['GET', `/Users?filter=${filter}&startIndex=1&count=100`], statusIs(200), [
    schemaIs(listSchema),
    bodyHas('totalResults', matches),
    ...(matches === 0
      ? []
      : [bodyHas('Resources.0.userName', userName), bodyHas('Resources.0.active', false)]),
  ]);
}

async function create(rehearsal: Rehearsal, user: OktaUser): Promise<string> {
  const { body } = await rehearsal.play('Create', ['POST', '/Users', user], statusIs(201), [
    schemaIs(userSchema),
    bodyHasText('id'),
    bodyHasText('meta.location'),
    bodyHas('userName', user.userName),
    bodyHas('externalId', user.externalId),
    bodyHas('name.familyName', 'Lovelace'),
    bodyHas('profile', user.profile),
    bodyHas('active', true),
    bodyNeverHas(user.password),
  ]);
  const id = memberAt(body, 'id');
  if (typeof id !== 'string' || id === '') throw new RehearsalCutShort('Create');
  return `/Users/${encodeURIComponent(id)}`;
}

async function updateProfile(rehearsal: Rehearsal, path: string): Promise<void> {
  const changes = { name: { familyName: 'King' }, displayName: 'Ada King', profile: { location: 'Ockham' } };
  const body = await rehearsal.readAndMerge('Profile update', path, changes);
  await rehearsal.play('Profile update', ['PUT', path, body], statusIs(200), [
    bodyHas('id', memberAt(body, 'id')),
    bodyHas('name.givenName', 'Ada'),
    bodyHas('name.familyName', 'King'),
    bodyHas('displayName', 'Ada King'),
    bodyHas('profile.location', 'Ockham'),
    bodyHas('active', true),
  ]);
}

async function deactivate(rehearsal: Rehearsal, path: string): Promise<void> {
  const body = await rehearsal.readAndMerge('Deactivation', path, { active: false });
  await rehearsal.play('Deactivation, as the wizard’s applications do', ['PUT', path, body], statusIs(200), [
    bodyHas('active', false),
  ]);
}

async function reactivate(rehearsal: Rehearsal, path: string): Promise<void> {
  const patch = { schemas: [patchSchema], Operations: [{ op: 'replace', value: { active: true } }] };
  await rehearsal.play(
    'Reactivation, as the catalogue’s applications do',
    ['PATCH', path, patch],
    statusIs(200, 204),
  );
  await rehearsal.play('Reactivation: the same user is back', ['GET', path], statusIs(200), [
    bodyHas('active', true),
    bodyHas('displayName', 'Ada King'),
  ]);
}

async function changeEmail(rehearsal: Rehearsal, path: string, userName: string): Promise<void> {
  const changed = userName.replace('demo-', 'renamed-');
  const emails = [{ primary: true, value: changed, type: 'work' }];
  const body = await rehearsal.readAndMerge('Email change', path, { userName: changed, emails });
  await rehearsal.play('Email change, which must be rejected', ['PUT', path, body], statusIsRefusal, [
    schemaIs(errorSchema),
    bodyHasText('detail'),
  ]);
  await rehearsal.play('Email change: nothing has changed', ['GET', path], statusIs(200), [
    bodyHas('userName', userName),
    bodyHas('displayName', 'Ada King'),
  ]);
}

async function cleanUp(rehearsal: Rehearsal, path: string, removeAgent: boolean): Promise<void> {
  const patch = { schemas: [patchSchema], Operations: [{ op: 'replace', value: { active: false } }] };
  try {
    if (removeAgent) await rehearsal.play('Clean-up', ['DELETE', path], statusIs(204));
    else
      await rehearsal.play(
        'Clean-up: the user is left deactivated',
        ['PATCH', path, patch],
        statusIs(200, 204),
      );
  } catch (error) {
    if (!(error instanceof RehearsalCutShort)) throw error;
  }
}
