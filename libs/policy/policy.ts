/** An institution's whole policy, resolved: rules, flag words, arbitration, stops. To be designed by this lib. */
export interface Policy {
  readonly hash: string;
}
