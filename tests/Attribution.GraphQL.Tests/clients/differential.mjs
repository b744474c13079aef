// Validates and executes documents with the reference implementation. Reads { sdl, cases: [{ document, variables,
// operationName }] } from a file, and prints one line a case: what it finds wrong, else the data and the paths of errors.
import { readFileSync } from 'node:fs';
import { buildSchema, execute, parse, validate } from 'graphql';

const { sdl, cases } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const schema = buildSchema(sdl);

const fail = () => {
  throw new Error('failed');
};

const person = n => ({
  __typename: 'Person',
  id: n,
  name: n % 3 === 0 ? null : `person ${n}`,
  age: n * 10,
  kind: n % 2 === 0 ? 'DOG' : 'CAT',
  scores: n === 1 ? null : [[n / 2, null], null, []],
  friends: () => (n > 6 ? null : [person(2 * n), person(2 * n + 1)]),
  pets: () => [dog(n), cat(n)],
  broken: () => (n % 2 === 0 ? fail() : 'whole'),
});
const dog = n => ({ __typename: 'Dog', name: `dog ${n}`, owner: () => person(n + 1), barks: n % 2 === 0 });
const cat = n => ({
  __typename: 'Cat',
  name: n % 4 === 0 ? null : `cat ${n}`,
  owner: () => (n > 3 ? null : person(n + 2)),
  lives: ({ spent }) => 9 - (spent ?? 9),
});

const rootValue = {
  me: () => person(1),
  person: ({ id }) => (/^[1-9]$/.test(id) ? person(Number(id)) : null),
  people: ({ first }) => [1, 2, 3, 4].slice(0, Math.max(0, first ?? 4)).map(person),
  pet: ({ kind }) => (kind === 'DOG' ? dog(1) : cat(1)),
  pets: () => [dog(2), null, cat(4)],
  anything: () => [person(3), dog(3), cat(3)],
  echo: args => JSON.stringify(args),
  fails: fail,
  failsHard: fail,
  rename: ({ id, name }) => ({ ...person(5), id, name }),
};

function answer({ document, variables, operationName }) {
  const parsed = parse(document);
  const problems = validate(schema, parsed, undefined, { maxErrors: 1000 });
  if (problems.length > 0) {
    return { invalid: problems.map(problem => problem.message) };
  }

  const { data, errors = [] } = execute({ schema, document: parsed, rootValue, variableValues: variables, operationName });
  return data === undefined ? { refused: errors.map(error => error.message) } : { data, paths: errors.map(error => error.path) };
}

for (const one of cases) {
  console.log(JSON.stringify(answer(one)));
}
