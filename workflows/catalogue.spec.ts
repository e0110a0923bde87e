import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isDeclared } from '#events';
import { diagram, eventsOf, listensTo } from '#journey';
import { lendingCatalogue } from './catalogue.ts';

const { journeys } = lendingCatalogue;

describe('the lending catalogue', () => {
  it.each(journeys)("$id's README shows the diagram of its journey", (journey) => {
    const readme = readFileSync(new URL(`./${journey.id}/README.md`, import.meta.url), 'utf8');
    const drawn = /```mermaid\n(.*?)```/s.exec(readme)?.[1];
    // Another one: `npx tendril journeys diagram <id>` prints what belongs there.
    expect(drawn).toBe(diagram(journey));
  });

  it('listens to events that are declared', () => {
    expect([...listensTo(lendingCatalogue)].filter((type) => !isDeclared(type))).toEqual([]);
  });

  it('follows a customer from the registration to the return', () => {
    expect(journeys.map(({ id, startsOn }) => `${id}: ${eventsOf(startsOn).join(', ')}`)).toEqual([
      'onboarding: registration.started',
      'credit: credit.started',
      'order: order.page_visited',
      'repayment: bill.issued',
      'reactivation: customer.inactive, loan.paid_off',
    ]);
  });
});
