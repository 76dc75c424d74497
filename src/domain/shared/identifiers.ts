declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Identifies an account (tenant). Never reused. */
export type AccountId = Branded<'AccountId'>;

/** Identifies an agent; SCIM's `id`. Never reused, not even after the same email is provisioned again. */
export type AgentId = Branded<'AgentId'>;

/** Identifies a group; SCIM's `id`. Never reused. */
export type GroupId = Branded<'GroupId'>;

/** Identifies a group template. Never reused. */
export type GroupTemplateId = Branded<'GroupTemplateId'>;

/** Identifies an API token; a part of the token's text, and no secret. */
export type ApiTokenId = Branded<'ApiTokenId'>;

export const accountId = (text: string): AccountId => text as AccountId;
export const agentId = (text: string): AgentId => text as AgentId;
export const groupId = (text: string): GroupId => text as GroupId;
export const groupTemplateId = (text: string): GroupTemplateId => text as GroupTemplateId;
export const apiTokenId = (text: string): ApiTokenId => text as ApiTokenId;
