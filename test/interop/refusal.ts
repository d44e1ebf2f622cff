/** The status of a call that is to fail, and its message. */
export async function refusal(call: Promise<unknown>): Promise<[unknown, string]> {
  try {
    await call;
  } catch (error) {
    const { status, message } = error as Error & { status?: unknown };
    return [status, message];
  }
  throw new Error('the call did not fail');
}
