// Runs operations through graphql-sse in distinct connections mode.
import assert from 'node:assert/strict';
import { createClient } from 'graphql-sse';

const client = createClient({ url: process.argv[2], retryAttempts: 0 });
const all = async (query, variables) => {
  const results = [];
  for await (const result of client.iterate({ query, variables })) results.push(result);
  return results;
};

assert.deepEqual(await all('{ book(id: "b1") { title } }'), [{ data: { book: { title: 'First' } } }]);
assert.deepEqual(
  await all('subscription ($to: Int!) { count(to: $to) }', { to: 3 }),
  [1, 2, 3].map((count) => ({ data: { count } })));
const [invalid] = await all('subscription { nothing }');
assert.equal(invalid.errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');

for await (const result of client.iterate({ query: 'subscription { forever }' })) {
  if (result.data.forever === 3) break;
}

client.dispose();
console.log('ok');
