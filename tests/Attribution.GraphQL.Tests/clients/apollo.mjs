// Runs a query, a mutation, a subscription and an automatic persisted query through Apollo Client.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const uri = process.argv[2];
const sent = [];
const http = new HttpLink({
  uri,
  fetch: (address, init) => {
    sent.push(init.body ?? '');
    return fetch(address, init);
  },
});
const sockets = createClient({ url: uri.replace('http', 'ws'), webSocketImpl: WebSocket });
const client = new ApolloClient({ cache: new InMemoryCache(), link: http });

const book = gql`query ($id: ID!) { book(id: $id) { id title author { name } } }`;
const { data } = await client.query({ query: book, variables: { id: 'b2' } });
assert.equal(data.book.author.name, 'Boris');

const mutated = await client.mutate({ mutation: gql`mutation { add(amount: 0) { total } }` });
assert.equal(typeof mutated.data.add.total, 'number');

await assert.rejects(client.query({ query: gql`{ failsHard }` }), /Not now/);

const subscribing = new ApolloClient({ cache: new InMemoryCache(), link: new GraphQLWsLink(sockets) });
const counted = await new Promise((resolve, reject) => {
  const values = [];
  subscribing.subscribe({ query: gql`subscription { count(to: 3) }` }).subscribe({
    next: (result) => values.push(result.data.count),
    error: reject,
    complete: () => resolve(values),
  });
});
assert.deepEqual(counted, [1, 2, 3]);

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const persisting = () => new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.from([new PersistedQueryLink({ sha256 }), http]),
});
const persisted = gql`query Persisted { book(id: "b3") { id pages } }`;
for (const expectedRequests of [2, 1]) {
  sent.length = 0;
  const result = await persisting().query({ query: persisted });
  assert.equal(result.data.book.pages, 300);
  assert.equal(sent.length, expectedRequests);
}

await sockets.dispose();
console.log('ok');
