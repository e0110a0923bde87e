import { catalogue } from '#journey';
import { credit } from './credit/credit.journey.ts';
import { creditWords } from './credit/credit.vocabulary.ts';
import { onboarding } from './onboarding/onboarding.journey.ts';
import { onboardingWords } from './onboarding/onboarding.vocabulary.ts';
import { order } from './order/order.journey.ts';
import { orderWords } from './order/order.vocabulary.ts';
import { reactivation } from './reactivation/reactivation.journey.ts';
import { reactivationWords } from './reactivation/reactivation.vocabulary.ts';
import { repayment } from './repayment/repayment.journey.ts';
import { repaymentWords } from './repayment/repayment.vocabulary.ts';

/** All journeys of the house, in the order in which a customer meets them. Bundled into workflows: keep it light. */
export const lendingCatalogue = catalogue({
  vocabularies: [onboardingWords, creditWords, orderWords, repaymentWords, reactivationWords],
  journeys: [onboarding, credit, order, repayment, reactivation],
});
