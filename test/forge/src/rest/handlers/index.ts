import { OperationId } from '../../openapi/operationIds';
import { RestHandlers } from '../types';
import { accountHandlers } from './accountHandlers';
import { checkHandlers } from './checkHandlers';
import { contentHandlers } from './contentHandlers';
import { gitObjectHandlers } from './gitObjectHandlers';
import { gitRefHandlers } from './gitRefHandlers';
import { issueHandlers } from './issueHandlers';
import { pullHandlers } from './pullHandlers';
import { repositoryHandlers } from './repositoryHandlers';
import { reviewHandlers } from './reviewHandlers';

/** What answers each operation. */
export const restHandlers: RestHandlers<OperationId> = {
  ...accountHandlers,
  ...checkHandlers,
  ...contentHandlers,
  ...gitObjectHandlers,
  ...gitRefHandlers,
  ...issueHandlers,
  ...pullHandlers,
  ...repositoryHandlers,
  ...reviewHandlers,
};
