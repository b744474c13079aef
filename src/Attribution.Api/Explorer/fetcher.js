import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { parse } from 'graphql';
import { createClient } from 'graphql-ws';

const introspection = 'IntrospectionQuery';

// Queries go over HTTP and subscriptions over WebSocket, both with the token.
export function createFetcher(token, deprecated) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const url = location.origin + location.pathname;
  const fetcher = createGraphiQLFetcher({
    url,
    headers,
    wsClient: createClient({ url: url.replace(/^http/, 'ws'), connectionParams: headers }),
  });
  return (request, options) => fetcher(
    deprecated ? request : withoutDeprecated(request),
    { ...options, documentAST: syntaxOf(request.query) });
}

// GraphiQL's own tree is a moment behind what is typed, and decides whether a request is a subscription.
function syntaxOf(query) {
  try {
    return parse(query);
  } catch {
    return undefined; // The server says what is wrong with it.
  }
}

// What the schema does not tell the explorer, the explorer neither lists nor proposes.
function withoutDeprecated(request) {
  return request.operationName === introspection
    ? { ...request, query: request.query.replaceAll('includeDeprecated: true', 'includeDeprecated: false') }
    : request;
}
