import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { GraphiQL } from 'graphiql';
import { createFetcher } from './fetcher.js';
import 'graphiql/style.css';
import './explorer.css';

const tokenKey = 'attribution:token';
const deprecatedKey = 'attribution:deprecated';

const welcome = `# Paste a token above, then press Ctrl-Enter to run the query.
# "attribution token" mints one for a server that runs with --development.
{
  __typename
}
`;

function TokenField({ token, onChange }) {
  const [typed, setTyped] = useState(token);
  const use = event => {
    event.preventDefault();
    onChange(typed.trim().replace(/^bearer\s+/i, ''));
  };
  return (
    <form className="token" onSubmit={use}>
      <label htmlFor="token">Token</label>
      <input
        id="token"
        type="password"
        autoComplete="off"
        spellCheck="false"
        placeholder="a JSON Web Token; kept in this tab only"
        value={typed}
        onChange={event => setTyped(event.target.value)}
        onBlur={use}
      />
      <button type="submit">Use</button>
    </form>
  );
}

function Explorer() {
  const [token, setToken] = useState(sessionStorage.getItem(tokenKey) ?? '');
  const [deprecated, setDeprecated] = useState(localStorage.getItem(deprecatedKey) === 'shown');
  const fetcher = useMemo(() => createFetcher(token, deprecated), [token, deprecated]);
  const useToken = value => {
    sessionStorage.setItem(tokenKey, value);
    setToken(value);
  };
  const showDeprecated = event => {
    localStorage.setItem(deprecatedKey, event.target.checked ? 'shown' : 'hidden');
    setDeprecated(event.target.checked);
  };
  return (
    <>
      <header>
        <TokenField token={token} onChange={useToken} />
        <label>
          <input id="deprecated" type="checkbox" checked={deprecated} onChange={showDeprecated} />
          Show deprecated spellings
        </label>
      </header>
      <GraphiQL
        key={`${token} ${deprecated}`}
        fetcher={fetcher}
        defaultQuery={welcome}
        inputValueDeprecation={deprecated}
        schemaDescription={true}
      />
    </>
  );
}

createRoot(document.getElementById('explorer')).render(<Explorer />);
