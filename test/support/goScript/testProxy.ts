import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isPseudoVersion, checkPathMajor } from '../../../src/engine/parse/moduleVersion';
import { splitPathVersion } from '../../../src/engine/parse/modulePath';
import { compareSemver } from '../../../src/engine/parse/semver';
import { zip } from '../moduleProxy';
import { parseTxtar, type TxtarArchive } from '../txtar';

interface TestModule {
  readonly path: string;
  readonly version: string;
  readonly archive: TxtarArchive;
}

interface Answer {
  readonly status: number;
  readonly body: string | Buffer;
}

const notFound: Answer = { status: 404, body: '404 page not found\n' };

/** The modules of `cmd/go/testdata/mod` behind the module proxy protocol, as cmd/go's own test serves them (proxy_test.go). */
export class TestProxy {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mod`;
  }

  static async start(folder: string): Promise<TestProxy> {
    const modules = readModules(folder);
    const server = createServer((request, response) => {
      const { status, body } = answer(modules, new URL(request.url ?? '/', 'http://localhost').pathname);
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TestProxy(server);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function readModules(folder: string): ReadonlyMap<string, readonly TestModule[]> {
  const modules = new Map<string, TestModule[]>();
  for (const file of readdirSync(folder)) {
    const [, name, encoded] = /^(.+)_(v.*)\.txt$/.exec(file) ?? [];
    if (name === undefined || encoded === undefined) continue;
    const path = unescaped(name.replaceAll('_', '/'));
    const archive = parseTxtar(readFileSync(join(folder, file), 'latin1'));
    modules.set(path, [...(modules.get(path) ?? []), { path, version: unescaped(encoded), archive }]);
  }
  return modules;
}

function unescaped(text: string): string {
  return text.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function answer(all: ReadonlyMap<string, readonly TestModule[]>, url: string): Answer {
  const asked = decodeURIComponent(url).replace(/^\/mod\//, '');
  const [first = ''] = asked.split('/');
  if (first === 'invalid') return { status: 200, body: 'invalid' };
  if (/^\d{3}$/.test(first) && Number(first) >= 200) return { status: Number(first), body: '' };
  const [, encoded, file] = /^(.*)\/(?:@v\/([^]*)|@latest)$/.exec(asked) ?? [];
  if (encoded === undefined) return notFound;
  const modules = all.get(unescaped(encoded)) ?? [];
  if (file === 'list') return modules.length === 0 ? notFound : { status: 200, body: list(modules) };
  const [, version, extension] = /^(.*)\.(info|mod|zip)$/.exec(file ?? `${latest(modules) ?? ''}.info`) ?? [];
  const wanted = unescaped(version ?? '');
  const module = modules.find((own) => own.version === wanted) ?? byHash(modules, wanted);
  if (module === undefined || extension === undefined) return notFound;
  if (extension === 'zip') return { status: 200, body: zipOf(module) };
  const found = module.archive.files.find(({ name }) => name === `.${extension}`);
  return found ? { status: 200, body: Buffer.from(found.data, 'latin1') } : notFound;
}

/** Tagged versions that the path may have. */
function list(modules: readonly TestModule[]): string {
  const major = (path: string): string => splitPathVersion(path)?.major ?? '';
  return modules
    .filter(({ path, version }) => !isPseudoVersion(version) && checkPathMajor(version, major(path)) === undefined)
    .map(({ version }) => `${version}\n`)
    .join('');
}

/** A release, else a prerelease, else a pseudo-version; of several the one that cmd/go's own test proxy takes. */
function latest(modules: readonly TestModule[]): string | undefined {
  let release: string | undefined;
  let prerelease: string | undefined;
  let pseudo: string | undefined;
  for (const { version } of modules) {
    const before = (best: string | undefined): boolean => best === undefined || compareSemver(best, version) > 0;
    if (isPseudoVersion(version) && before(pseudo)) pseudo = version;
    else if (version.includes('-') && before(prerelease)) prerelease = version;
    else if (before(release)) release = version;
  }
  return release ?? prerelease ?? pseudo;
}

/** A commit hash stands for the newest version that was made of it. */
function byHash(modules: readonly TestModule[], wanted: string): TestModule | undefined {
  if (!/^[0-9a-f]+$/.test(wanted)) return undefined;
  const hash = ({ version, archive }: TestModule): string => {
    if (isPseudoVersion(version)) return version.slice(version.lastIndexOf('-') + 1);
    const info = archive.files.find(({ name }) => name === '.info')?.data ?? '{}';
    return (JSON.parse(info) as { Short?: string }).Short ?? '';
  };
  const fits = modules.filter((module) => hash(module).startsWith(wanted) || wanted.startsWith(hash(module)));
  return fits.toSorted((a, b) => compareSemver(a.version, b.version)).at(-1);
}

function zipOf({ path, version, archive }: TestModule): Buffer {
  const kept = archive.files.filter(({ name }) => !['.info', '.mod', '.zip'].includes(name));
  return zip(
    kept.map(({ name, data }) => [
      name.startsWith('/') ? name.slice(1) : `${path}@${version}/${name}`,
      Buffer.from(data, 'latin1'),
    ]),
  );
}
