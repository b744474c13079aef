// Installs what package-lock.json names, unless it is installed already, and bundles the explorer into the folder given.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { createHash } from 'node:crypto';

const installed = 'node_modules/.installed';

function install() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) {
    return;
  }

  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--fetch-retries=0', '--loglevel=error'], {
    shell: process.platform === 'win32',
    stdio: 'inherit',
  });
  if (npm.status !== 0) {
    process.exit(1);
  }

  writeFileSync(installed, lock);
}

install();
const { build } = await import('esbuild');
const folder = process.argv[2];
await mkdir(folder, { recursive: true });
await build({
  entryPoints: { explorer: 'explorer.jsx' },
  outdir: folder,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  legalComments: 'linked',
  loader: { '.woff': 'dataurl', '.woff2': 'dataurl', '.svg': 'dataurl', '.png': 'dataurl' },
  define: { 'process.env.NODE_ENV': '"production"' },
});
await cp('index.html', `${folder}/index.html`);
