/** Thrown when a provider that was asked what became of an attempt gives no answer that can be read. Nothing is known then. */
export class InquiryFailedError extends Error {
  override readonly name = 'InquiryFailedError';
  readonly code = 'inquiry_failed';
  readonly retryable = true;

  constructor(
    readonly provider: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `Provider "${provider}" did not say what became of an attempt (${reason}). It is asked again later; ` +
        'compare CHANNEL_<WORD>_STATUS_URL with what it offers if that lasts.',
      options,
    );
  }
}
