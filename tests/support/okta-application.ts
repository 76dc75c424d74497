import { basic, patchOf, type ScimAnswer, ScimClient, user } from './scim-client.ts';

interface OktaPerson {
  readonly userName: string;
  readonly displayName?: string;
  readonly profile?: object;
}

/** Sends what an application in Okta sends when an administrator does something there. */
export class OktaApplication {
  private readonly client: ScimClient;

  /** @param kind - of the wizard, which sends PUT alone, or of the catalogue. */
  constructor(
    baseUrl: string,
    token: string,
    private readonly kind: 'wizard' | 'catalogue' = 'wizard',
  ) {
    this.client = new ScimClient(baseUrl, {
      'User-Agent': 'Okta SCIM Client 1.0.0',
      Accept: 'application/scim+json',
      Authorization: basic(token),
    });
  }

  /** **Test Connector Configuration**. */
  testConnector(): Promise<ScimAnswer> {
    return this.client.get('/Users?startIndex=1&count=2');
  }

  /** **Assign to People**: Okta looks the person up, makes whoever is not there, and brings back whoever is. */
  async assign({ userName, displayName, ...fields }: OktaPerson): Promise<ScimAnswer> {
    const filter = encodeURIComponent(`userName eq "${userName}"`);
    const { body } = await this.client.get(`/Users?filter=${filter}&startIndex=1&count=100`);
    const [found] = body.Resources;
    const emails = [{ primary: true, value: userName, type: 'work' }];
    const person = user(userName, { displayName, emails, active: true, password: 'x1Y2z3', ...fields });
    return found === undefined ? this.client.post('/Users', person) : this.put(found.id, person);
  }

  /** A change in Okta, which goes to each application that the person is assigned to. */
  push(id: string, changes: object): Promise<ScimAnswer> {
    return this.put(id, changes);
  }

  /** The assignment is taken away, which is told where **Deactivate Users** is enabled. */
  unassign(id: string): Promise<ScimAnswer> {
    return this.kind === 'wizard'
      ? this.put(id, { active: false })
      : this.client.patch(`/Users/${id}`, patchOf({ op: 'replace', value: { active: false } }));
  }

  /** Okta reads before it writes, and sends back all that it has read. */
  private async put(id: string, changes: object): Promise<ScimAnswer> {
    const { body } = await this.client.get(`/Users/${id}`);
    return this.client.put(`/Users/${id}`, { ...body, ...changes });
  }
}
