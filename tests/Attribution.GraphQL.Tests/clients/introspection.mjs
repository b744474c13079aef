// Builds a client schema of the introspection result and validates it with the reference implementation.
import assert from 'node:assert/strict';
import { buildClientSchema, getIntrospectionQuery, printSchema, validateSchema } from 'graphql';

const query = getIntrospectionQuery({
  specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true,
});
const response = await fetch(process.argv[2], {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query }),
});
const { data, errors } = await response.json();
assert.equal(errors, undefined);
const schema = buildClientSchema(data);
assert.deepEqual(validateSchema(schema), []);
assert.match(printSchema(schema), /type Book implements Work/);
console.log('ok');
