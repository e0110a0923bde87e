import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClockKeeper, type BusinessClock } from '#clock';
import { freePort } from '#servers';
import { openStore, type KeptPolicy, type Store } from '#store';
import { ProductProcess } from '../acceptance/product-process.ts';
import { servers, testDatabase, testNamespace } from '../harness/index.ts';
import { eventually } from '../temporal/patience.ts';
import { CliProcess } from './cli-process.ts';

const { describe } = await servers('postgres', 'temporal');

const monday = Date.parse('2026-03-02T09:00:00Z');
const registration = (id: string, customerId: string) => ({
  id,
  source: 'app',
  type: 'registration.started',
  customerId,
  occurredAt: new Date(monday).toISOString(),
  properties: { origin: 'advert' },
});

interface Told {
  readonly timeline: readonly { readonly at: string; readonly kind: string; readonly what: Record<string, unknown> }[];
  readonly standing: {
    readonly nextDue: string | null;
    readonly runs: readonly unknown[];
    readonly touches: readonly { readonly state: string }[];
  } | null;
}

const secret = `whsec_${Buffer.alloc(24).toString('base64')}`;
const production = {
  TENDRIL_ENV: 'production',
  TENDRIL_API_KEYS: 'a-key-of-the-test',
  PAYLOAD_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
  CHANNELS: 'sms:webhook',
  CHANNEL_SMS_URL: 'https://gateway.example/',
  CHANNEL_SMS_SECRETS: secret,
};
const nowhere = { DATABASE_URL: '', TEMPORAL_ADDRESS: '', TENDRIL_HOME: join(tmpdir(), 'no-such-tendril') };

const nudge = 'onboarding//1/register/register-nudge/1';

describe('the command line', () => {
  let cli: CliProcess;
  let ingest: ProductProcess;
  let worker: ProductProcess;
  let store: Store;
  let clock: BusinessClock;

  beforeAll(async () => {
    const [{ url: databaseUrl }, temporal] = await Promise.all([testDatabase(), testNamespace()]);
    store = openStore({ databaseUrl });
    clock = await new ClockKeeper(store.clock).open({ speed: 600, beginsAt: monday });
    const [http, metrics] = [await freePort(), await freePort()];
    const variables = {
      TENDRIL_ENV: 'test',
      TENDRIL_URL: `http://127.0.0.1:${http}`,
      HTTP_PORT: String(http),
      METRICS_PORT: String(metrics),
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      TEMPORAL_TASK_QUEUE: temporal.taskQueue,
      CHANNELS: 'push:sandbox,sms:sandbox,wechat:sandbox,call:sandbox,task:sandbox',
    };
    cli = new CliProcess(variables);
    ingest = new ProductProcess('ingest', variables, `http://127.0.0.1:${http}`);
    worker = new ProductProcess('worker', variables, `http://127.0.0.1:${metrics}`);
    await Promise.all([ingest.start(), worker.start()]);
  });

  afterAll(async () => {
    await Promise.all([ingest?.end('SIGTERM'), worker?.end('SIGTERM')]);
    await store?.close();
  });

  const untilKind = (customerId: string, kind: string) =>
    eventually(
      () => store.timeline.ofCustomer(customerId),
      (entries) => entries.some((entry) => entry.kind === kind),
      { what: `${kind} of ${customerId}`, within: 90_000 },
    );

  it('takes an event, shows the life that follows, and says why', async () => {
    const sent = await cli.run(['send'], JSON.stringify(registration('e-1', 'c-told')));
    expect(sent).toMatchObject({ code: 0, out: '1 accepted\n' });
    expect(await cli.run(['send'], JSON.stringify(registration('e-1', 'c-told')))).toMatchObject({
      code: 0,
      out: '1 duplicate\n',
    });
    await untilKind('c-told', 'touch.ended');

    const { out } = await cli.run(['customer', 'c-told']);
    for (const line of [
      /event +registration\.started, app\/e-1/,
      /stage\.entered +register/,
      /stall\.fired +register-nudge, in stage register/,
      new RegExp(`touch\\.planned +register-nudge, service, by push or sms, .*touch ${nudge}`),
      /verdict +send on push, good until/,
      /attempt\.ended +push, delivered/,
      /touch\.ended +register-nudge, sent/,
      /In onboarding@1: register/,
      /Due next: 2026-03-/,
    ]) {
      expect(out).toMatch(line);
    }

    const inChinese = await cli.run(['customer', 'c-told', '--language', 'zh']);
    for (const line of [
      /策略判断 +可发送，渠道 push/,
      /尝试结果 +push，已送达/,
      /旅程 onboarding@1：register/,
      /下一待办：2026-03-/,
    ]) {
      expect(inChinese.out).toMatch(line);
    }

    const told = await cli.json<Told>('customer', 'c-told');
    expect(told.timeline.every(({ at }) => /^2026-03-\d\dT.*Z$/.test(at))).toBe(true);
    expect(told.timeline.find(({ kind }) => kind === 'verdict')?.what).toMatchObject({ kind: 'send', blockedBy: [] });
    expect(told.standing?.runs).toMatchObject([{ journey: 'onboarding', version: 1, stages: ['register'] }]);
    expect(told.standing?.nextDue).toMatch(/Z$/);

    const english = await cli.run(['why', nudge, '--customer', 'c-told']);
    expect(english.out).toMatch(/Touch register-nudge \(service by push, then sms; .*\): sent\./);
    expect(english.out).toMatch(/May go out by push: nothing stands against it/);
    expect(english.out).toMatch(/"conservative\.service-a-day" on push: lets it pass, 0 of 3 used/);
    const chinese = await cli.run(['why', nudge, '--customer', 'c-told', '--language', 'zh']);
    expect(chinese.out).toMatch(/触达 register-nudge（服务，渠道 push、sms；.*）：已发送。/);
    expect(chinese.out).toMatch(/可通过 push 发送：/);
    const why = await cli.json<{ verdicts: { says: string[] }[]; waitsForTurn: object | null }>(
      'why',
      nudge,
      '--customer',
      'c-told',
    );
    expect(why.waitsForTurn).toBeNull();
    expect(why.verdicts[0]?.says[0]).toMatch(/^May go out by push/);

    const funnel = await cli.json<{ runs: number; stages: object[] }>('funnel', 'onboarding');
    expect(funnel).toMatchObject({ runs: 1, stages: [{ stage: 'register', entered: 1, stalled: 1 }, {}] });
    expect((await cli.run(['funnel', 'onboarding'])).out).toMatch(/1 run: open 1; converted 0\nstage +entered/);
  });

  it('stops, says who is held, and resumes as often as it is told to', async () => {
    expect(await cli.run(['stop', '--journey', 'onboarding', '--note', 'a wrong text'])).toMatchObject({
      code: 0,
      out: 'Stopped: journey "onboarding". No dispatch begins until `tendril resume --journey onboarding`.\n',
    });
    expect(await cli.json('stop', '--list')).toMatchObject({
      stops: [{ level: 'journey', target: 'onboarding', note: 'a wrong text', liftedAt: null }],
      waking: [],
    });
    await cli.run(['send'], JSON.stringify(registration('e-2', 'c-held')));
    await untilKind('c-held', 'verdict');
    expect((await cli.run(['customer', 'c-held'])).out).toMatch(
      /verdict +hold on push, .*a stop of journey onboarding/,
    );
    expect((await cli.run(['why', nudge, '--customer', 'c-held'])).out).toMatch(
      /a stop of journey onboarding on push: blocks, until it is lifted/,
    );

    expect(await cli.json('policy', 'look-again')).toMatchObject({ woken: 0, isWhole: true });
    const { policy } = (await store.policies.inForce()) as KeptPolicy;
    await store.policies.took({ ...policy, hash: 'f'.repeat(64) });
    const looked = await cli.json<{ woken: number; isWhole: boolean }>('policy', 'look-again');
    expect(looked).toMatchObject({ policy: 'f'.repeat(64), isWhole: true });
    await store.policies.took(policy);
    expect(looked.woken).toBeGreaterThan(0);
    await eventually(
      () => store.touches.verdictsOf('c-held', nudge),
      (verdicts) => verdicts.length > 1,
      { what: 'a second verdict on what is held' },
    );

    const resumed = await cli.json('resume', '--journey', 'onboarding');
    expect(resumed).toMatchObject({ again: false, woken: 1, isWhole: true });
    await untilKind('c-held', 'touch.ended');
    expect(await cli.run(['resume', '--journey', 'onboarding'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Had been resumed before/),
    });
    expect((await cli.run(['stop', '--list'])).out).toBe('No stop is in force.\n');
  });

  it('lists attempts without an outcome, with when they are asked about next, or that there is nobody to ask', async () => {
    const at = (await clock.refresh()) - 1_000;
    const ids = { customerId: 'c-doubtful', touch: 't', attempt: 't/1', channel: 'fax' };
    await store.dispatches.begin({ ...ids, provider: 'gateway', stops: [], at });
    await store.dispatches.end({ ...ids, result: { kind: 'accepted' }, askAt: at + 3_600_000, at });
    await store.happenings.record(ids.customerId, [{ kind: 'attempt.started', at, ...ids }]);

    const address = 'https://gateway.example';
    const bound = { CHANNELS: 'fax:webhook', CHANNEL_FAX_URL: address, CHANNEL_FAX_SECRETS: secret };
    const askable = { ...bound, CHANNEL_FAX_STATUS_URL: `${address}/status` };
    expect((await cli.with(bound).run(['attempts'])).out).toMatch(/c-doubtful .* awaited +0 +nobody to ask/);
    expect((await cli.with(askable).run(['attempts'])).out).toMatch(/c-doubtful .* awaited +0 +2026-03-/);
    expect(await cli.with(bound).json('attempts')).toMatchObject([{ canBeAsked: false, askAt: null }]);
  });

  it('shows the policy in force, and the very one that gave a verdict', async () => {
    const shown = await cli.json<{ hash: string; sets: string[]; rules: object[] }>('policy', 'show');
    expect(shown.sets).toEqual(['conservative']);
    const [verdict] = await store.touches.verdictsOf('c-told', nudge);
    expect(verdict?.policy).toBe(shown.hash);
    const kept = await cli.run(['policy', 'show', shown.hash.slice(0, 12)]);
    expect(kept).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Policy [0-9a-f]{64}\n {2}made of conservative/),
    });
    expect(kept.out).toMatch(/First in force 20\d\d-/);
    const why = await cli.run(['why', nudge, '--customer', 'c-told', '--language', 'zh']);
    expect(why.out).toContain('24 小时内服务触达不超过 3 次');
  });

  it('checks that calendars do not end unseen', async () => {
    const rule = { id: 'workdays', kind: 'hours', onBlock: 'hold', calendar: 'ours' };
    const allowed = [{ from: '09:00', to: '20:00', onHolidays: 'closed' }];
    const policy = (until: string) => ({
      ...{ name: 'house', rules: [{ ...rule, allowed }] },
      calendars: { ours: { days: ['2020-01-01'], until } },
    });
    const folder = await mkdtemp(join(tmpdir(), 'tendril-cli-'));
    const house = join(folder, 'house.json');
    const check = async (until: string) => {
      await writeFile(house, JSON.stringify(policy(until)));
      return cli.run(['policy', 'check', '--policy', `conservative,${house}`]);
    };
    expect(await check('2099-12-31')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Calendar ours: 1 holidays until 2099-12-31, the policy's own list\./),
    });
    expect(await check('2020-12-31')).toMatchObject({
      code: 1,
      out: expect.stringMatching(
        /The calendar "ours" knows of no day after 2020-12-31, when "workdays" will stay closed/,
      ),
      err: expect.stringMatching(/A calendar of conservative, house ends/),
    });
    // Whoever asks without naming one asks about the policy that this house goes by, not about the first.
    const configured = await cli
      .with({ POLICY: `conservative,${house}`, HOLDOUT_PERCENT: '5' })
      .run(['policy', 'check']);
    expect(configured.out).toMatch(/^Policy global-holdout, conservative, house \(/);
    const explained = await cli.run(['policy', 'explain', house]);
    expect(explained.out).toMatch(/^house\n\nworkdays \(hours; every purpose by every channel\)\n/);
    expect(await cli.json('policy', 'explain', house)).toMatchObject({ name: 'house', rules: [{ id: 'workdays' }] });
    await rm(folder, { recursive: true });
  });

  it.each([
    ['a customer nobody knows', ['customer', 'nobody'], 4, /Nothing is known/],
    ['a touch that is not', ['why', 'no/such', '--customer', 'c-told'], 4, /has no touch/],
    ['a language nobody taught it', ['why', nudge, '--customer', 'c-told', '--language', 'fr'], 2, /en or zh/],
    ['a journey that is not', ['funnel', 'nope'], 4, /no journey "nope"/],
    ['a number that is none', ['customer', 'c-told', '--limit', 'all'], 2, /whole number/],
    ['two things to stop at once', ['stop', '--channel', 'sms', '--customer', 'c-1'], 2, /one thing/],
    ['a stop that never was', ['resume', '--channel', 'email'], 4, /never a stop/],
    ['a letter that is not', ['dead-letters', 'show', '99'], 4, /no dead letter 99/],
    ['no letter named', ['dead-letters', 'replay'], 2, /--all/],
    ['half an event', ['send', '--type', 'order.placed'], 2, /both --type and --customer/],
    ['properties that are no JSON', ['send', '--type', 'x', '--customer', 'c', '--properties', '{'], 2, /wants JSON/],
    ['a clock told nonsense', ['clock', 'faster'], 2, /takes stop, start, or a speed/],
    ['a file that is not', ['send', 'no-such-file.json'], 2, /cannot be read/],
    ['no event in the input', ['send'], 2, /no event/],
    ['a command that is not', ['sned'], 2, /unknown command/],
    ['a catalogue that is not', ['policy', 'check', '--catalogue', 'nope.ts'], 2, /^There is no catalogue "nope.ts"/],
    ['a preset that is not', ['policy', 'explain', 'nope'], 2, /no policy preset "nope", and no such file/],
    ['a policy that never was', ['policy', 'show', '0123456789ab'], 4, /has ever been in force/],
    ['no hash of a policy', ['policy', 'show', 'conservative'], 2, /is no hash of a policy/],
    ['a time that has no unit', ['policy', 'shadow', '--since', '7'], 2, /90m, 24h or 7d/],
    ['a policy with gaps', ['policy', 'check', '--policy', 'us-reg-f'], 1, /findings under us-reg-f/],
  ] as const)('answers %s with a sentence and its exit code', async (_, args, code, says) => {
    const answer = await cli.run(args);
    expect(answer).toMatchObject({ code, err: expect.stringMatching(says) });
  });

  it('names what is wrong with an event', async () => {
    const wrong = { ...registration('e-3', 'c 1'), properties: { origin: 5 } };
    const { code, out, err } = await cli.run(['send'], JSON.stringify(wrong));
    expect({ code, out }).toEqual({ code: 1, out: '1 rejected\n' });
    expect(err).toMatch(/e-3: "customerId" must be/);
  });

  it('sends one event from its options, now by the business clock', async () => {
    const sent = await cli.run(['send', '--type', 'registration.started', '--customer', 'c-typed']);
    expect(sent).toMatchObject({ code: 0, out: '1 accepted\n' });
    await untilKind('c-typed', 'touch.ended');
  });

  it('stops the clock, starts it, and sets its speed', async () => {
    const told = () => cli.json<{ at: string; isRunning: boolean; speed: number }>('clock');
    expect(await cli.run(['clock', 'stop'])).toMatchObject({ code: 0, out: expect.stringMatching(/stands still/) });
    const [first, second] = [await told(), await told()];
    expect(first).toMatchObject({ isRunning: false, speed: 600 });
    expect(second).toEqual(first);
    await cli.run(['clock', 'start']);
    expect(await cli.run(['clock', '600'])).toMatchObject({ code: 0, out: expect.stringMatching(/600 times/) });
    expect(Date.parse((await told()).at)).toBeGreaterThan(Date.parse(first.at));
    expect(await cli.with(production).run(['clock', 'stop'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/wall clock/),
    });
  });

  it.each([
    ['PostgreSQL is away', { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing' }, ['stop', '--list'], 3],
    ['ingest is away', { TENDRIL_URL: 'http://127.0.0.1:2' }, ['send', 'package.json'], 3],
    ['Temporal is away', { TEMPORAL_ADDRESS: '127.0.0.1:2' }, ['customer', 'c-told'], 3],
    ['a setting is wrong', { HTTP_PORT: 'many' }, ['customer', 'c-told'], 2],
    ['nothing runs', { ...nowhere }, ['funnel', 'onboarding'], 3],
    ['nothing runs, and time is asked for', { ...nowhere }, ['clock'], 3],
  ] as const)('says what to look at: %s', async (_, variables, args, code) => {
    const answer = await cli.with(variables).run(args);
    expect(answer).toMatchObject({ code, out: '' });
    expect(answer.err).not.toMatch(/defect|at .*\.js:/);
  });

  it('ends in peace when nobody reads on', async () => {
    expect(await cli.runUnread(['policy', 'explain', 'conservative'])).toEqual({ code: 0, err: '' });
  });

  it('has no finding about the product as it ships', async () => {
    expect(await cli.run(['policy', 'check'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/touches are covered/),
    });
    expect(await cli.run(['journeys', 'lint'])).toMatchObject({ code: 0, out: expect.stringMatching(/are sound/) });
    expect(await cli.run(['policy', 'shadow'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^No rule is in shadow/),
    });
    expect(await cli.run(['dead-letters', 'list'])).toMatchObject({ code: 0, out: 'No dead letters.\n' });
  });
});
