// Runs the audits of graphql-http against a server and prints one line per audit.
import { auditServer } from 'graphql-http';

const results = await auditServer({ url: process.argv[2] });
for (const { status, name, id, reason } of results) {
  console.log(status === 'ok' ? `ok ${id} ${name}` : `${status} ${id} ${name}: ${reason}`);
}
