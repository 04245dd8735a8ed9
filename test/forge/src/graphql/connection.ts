import { GraphQLError } from 'graphql';

export interface PageArguments {
  first?: number;
  last?: number;
  after?: string;
  before?: string;
}

/** A page of a list in GitHub's form; like GitHub it insists on `first` or `last` of at most 100. */
export function connection<T, N>(
  name: string,
  args: PageArguments,
  all: T[],
  node: (item: T) => N,
): unknown {
  const size = args.first ?? args.last;
  if (size === undefined) {
    throw new GraphQLError(
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  }
  if (size < 1 || size > 100) {
    throw new GraphQLError(
      `Requesting ${size} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`,
    );
  }
  const after = args.after ? position(args.after) : 0;
  const before = args.before ? position(args.before) - 1 : all.length;
  const start = args.first === undefined ? Math.max(after, before - size) : after;
  const end = args.first === undefined ? before : Math.min(before, after + size);
  return {
    totalCount: all.length,
    nodes: all.slice(start, end).map(node),
    pageInfo: {
      startCursor: end > start ? cursor(start + 1) : null,
      endCursor: end > start ? cursor(end) : null,
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
    },
  };
}

function cursor(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64');
}

function position(text: string): number {
  return Number(Buffer.from(text, 'base64').toString('utf8').replace('cursor:', '')) || 0;
}
