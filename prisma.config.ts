import { defineConfig } from 'prisma/config';

/** For the Prisma CLI only (generate, studio); the product migrates by `migrate` of libs/store. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
