import { expect, it } from '@jest/globals';
import { Health } from './index.ts';

const fine = () => Promise.resolve();
const away = () => Promise.reject(new Error('PostgreSQL refused the connection'));
const silent = () => new Promise<void>(() => undefined);

it.each([
  { situation: 'nothing to check', health: new Health(), status: 'up', checks: {} },
  {
    situation: 'all is well',
    health: new Health().check('store', fine),
    status: 'up',
    checks: { store: { status: 'up' } },
  },
  {
    situation: 'one of two is away',
    health: new Health().check('store', away).check('temporal', fine),
    status: 'down',
    checks: { store: { status: 'down', reason: 'PostgreSQL refused the connection' }, temporal: { status: 'up' } },
  },
  {
    situation: 'one does not answer',
    health: new Health().check('store', silent, { timeoutMs: 5 }),
    status: 'down',
    checks: { store: { status: 'down', reason: 'no answer within 5 ms' } },
  },
])('ready when $situation: $status, and alive', async ({ health, status, checks }) => {
  expect(await health.ready()).toEqual({ status, checks });
  expect(health.live().status).toBe('up');
});

it('a process that shuts down is not ready, and alive', async () => {
  const health = new Health().check('store', fine);
  health.closing();
  expect(await health.ready()).toMatchObject({ status: 'down', checks: { process: { reason: 'is shutting down' } } });
  expect(health.live().status).toBe('up');
});
