import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '#store';

const template = 'tendril_template';

/** Fresh databases, copied from one that was migrated once. */
export class Databases {
  /** One copy at a time: PostgreSQL wants the template for itself. */
  #last: Promise<unknown> = Promise.resolve();
  #template: Promise<string> | undefined;

  constructor(private readonly server: () => Promise<string>) {}

  make(): Promise<{ readonly url: string }> {
    const made = this.#last.then(async () => {
      this.#template ??= this.#migrateTemplate();
      const server = await this.#template;
      const name = `test_${randomBytes(6).toString('hex')}`;
      await ask(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
      return { url: urlOf(server, name) };
    });
    this.#last = made.catch(() => {});
    return made;
  }

  async #migrateTemplate(): Promise<string> {
    const server = await this.server();
    await ask(server, `CREATE DATABASE ${template}`);
    await migrate(urlOf(server, template));
    return server;
  }
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
