import { IsIn } from 'class-validator';

/** The property is one of the kinds of groups, `agents` or `users`. */
export const IsGroupKind = (): PropertyDecorator => IsIn(['agents', 'users']);
