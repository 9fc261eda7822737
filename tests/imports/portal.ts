/** A portal of its own for the operator's commands: other words, another database, another folder to be served from. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { portalAt, read, tokenFrom } from '../../operator/api.ts';
import { type ImportedCounts, importedCounts } from '../../worker/imports/contract.ts';

const root = resolve(import.meta.dirname, '../..');

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  output: string;
}

/** Imports are about comments: what they build needs no forms on paper. */
const withoutPapers = { KIKAR_PAPERS: 'none' };

/** Runs a command of the operator. `until` is asked with every piece of its output, and kills it when it answers yes. */
export async function operate(command: string, parameters: string[], until: (output: string) => boolean = () => false): Promise<Ended> {
  const { OPERATOR_TOKEN: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, 'operator', command), ...parameters], {
    cwd: root,
    env: { ...env, ...withoutPapers },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      output += piece;
      if (until(output)) child.kill('SIGKILL');
    });
  }
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, output };
}

export class Portal {
  private readonly folder = mkdtempSync(join(tmpdir(), 'kikar-imports-'));
  readonly content = join(this.folder, 'content');
  // Inside the project: a build resolves its packages from where it stands.
  readonly built = join(root, '.built/imports');
  url = '';
  private process: ChildProcess | undefined;

  /** Where a test may put something of its own. */
  place(name: string): string {
    return join(this.folder, name);
  }

  /** Builds and serves it, with nothing in its database. */
  async start(): Promise<void> {
    cpSync(join(root, 'content'), this.content, { recursive: true });
    const options = ['--port', '0', '--state', this.place('state'), '--content', this.content, '--built', this.built, '--no-seed'];
    const child = spawn(process.execPath, [join(root, 'operator/start.ts'), ...options], {
      cwd: root,
      env: { ...process.env, ...withoutPapers },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process = child;
    this.url = await new Promise((found, failed) => {
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (piece: Buffer) => {
          output += piece;
          const address = output.match(/The portal is at (http:\S+)\//)?.[1];
          if (address) found(address);
        });
      }
      child.on('close', () => failed(new Error(`The portal didn't start:\n${output}`)));
    });
  }

  /** Ends it as Ctrl+C would; its database stays for the next start. */
  async end(): Promise<void> {
    if (this.process && this.process.exitCode === null) {
      this.process.kill('SIGTERM');
      await once(this.process, 'close');
    }
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  counts(slug: string): Promise<ImportedCounts> {
    const { imports } = portalAt(this.url, tokenFrom(undefined));
    return read(imports.consultations[':slug'].comments.$get({ param: { slug } }), importedCounts);
  }
}
