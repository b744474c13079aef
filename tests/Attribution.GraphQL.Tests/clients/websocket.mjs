// Runs operations through graphql-ws: results in order, errors, completion from either side.
import assert from 'node:assert/strict';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const url = process.argv[2].replace('http', 'ws');
const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { token: 't' } });
const all = async (query, variables) => {
  const results = [];
  for await (const result of client.iterate({ query, variables })) results.push(result);
  return results;
};

assert.deepEqual(await all('{ book(id: "b1") { title } }'), [{ data: { book: { title: 'First' } } }]);
assert.deepEqual(
  await all('subscription ($to: Int!) { count(to: $to) }', { to: 3 }),
  [1, 2, 3].map((count) => ({ data: { count } })));
assert.deepEqual(
  await all('subscription { bookEvents { id author { name } } }'),
  [['b1', 'Anna'], ['b2', 'Boris'], ['b3', 'Anna']].map(([id, name]) => ({ data: { bookEvents: { id, author: { name } } } })));

const failing = await all('subscription { count(to: 2, fail: true) }');
assert.equal(failing.length, 3);
assert.equal(failing[2].errors[0].extensions.code, 'BROKEN');

await assert.rejects(all('subscription { nothing }'), (errors) => errors[0].extensions.code === 'GRAPHQL_VALIDATION_FAILED');

for await (const result of client.iterate({ query: 'subscription { forever }' })) {
  if (result.data.forever === 3) break;
}

await client.dispose();
console.log('ok');
